/*
 * test_headers.c: headers of bundles and of parts of snapshots, whose numbers anyone may have
 * changed: one that can't be is refused, whatever the rest.
 */
#include "data/bundle/bundle_header.h"
#include "data/bundle/snapshot.h"
#include "tests/support/check.h"
#include <stdlib.h>

/* --- bundles ---------------------------------------------------------------------------------- */

struct bundle_numbers {
    int64_t first, last;
    unsigned char before; /* 0: no entry comes before the first */
    int64_t hlc, schema, plain_size, sealed_size;
};

static enum li_err read_bundle(const struct bundle_numbers *numbers)
{
    struct li_error err = {0};
    struct bytes bytes = {0};
    struct bundle_header read;
    const struct bundle_header header = {.first = numbers->first,
        .last = numbers->last,
        .before = {{numbers->before}},
        .hlc = (uint64_t)numbers->hlc,
        .schema = numbers->schema,
        .plain_size = numbers->plain_size,
        .sealed_size = (size_t)numbers->sealed_size};
    bundle_header_encode(&header, &bytes);
    enum li_err code = bundle_header_read(bytes.at, bytes.size, &read, &err);
    if (!code)
        assert_int_equal(read.last, numbers->last);
    free(bytes.at);
    return code;
}

static void test_bundle(void **state)
{
    enum { HLC = 1 << 16, SCHEMA = 12, SIZE = 100 };
    static const struct bundle_numbers possible[] = {{1, 1, 0, HLC, SCHEMA, SIZE, SIZE},
        {1, SIZE, 0, HLC, SCHEMA, SIZE, SEAL_EXTRA},
        {2, 3, 1, 1, 1, BUNDLE_PLAIN_MOST, BUNDLE_PLAIN_MOST}};
    static const struct bundle_numbers impossible[] = {{0, 1, 0, HLC, SCHEMA, SIZE, SIZE},
        {INT64_MIN, 1, 1, HLC, SCHEMA, SIZE, SIZE}, {3, 2, 1, HLC, SCHEMA, SIZE, SIZE},
        {2, INT64_MAX, 1, HLC, SCHEMA, SIZE, SIZE}, {2, 3, 1, HLC, SCHEMA, -1, SIZE},
        {2, 3, 1, HLC, SCHEMA, BUNDLE_PLAIN_MOST + 1, SIZE},
        {2, 2 + SIZE, 1, HLC, SCHEMA, SIZE, SIZE}, {2, 3, 1, HLC, SCHEMA, SIZE, SEAL_EXTRA - 1},
        {2, 3, 1, HLC, SCHEMA, SIZE, BUNDLE_SIZE_MOST}, {2, 3, 1, HLC, SCHEMA, SIZE, -1},
        {2, 3, 1, 0, SCHEMA, SIZE, SIZE}, {2, 3, 1, HLC, 0, SIZE, SIZE},
        {1, 3, 1, HLC, SCHEMA, SIZE, SIZE}, {2, 3, 0, HLC, SCHEMA, SIZE, SIZE}};
    (void)state;
    for (size_t i = 0; i < sizeof possible / sizeof *possible; i++)
        assert_int_equal(read_bundle(&possible[i]), LI_OK);
    for (size_t i = 0; i < sizeof impossible / sizeof *impossible; i++)
        if (read_bundle(&impossible[i]) != LI_CORRUPT)
            fail_msg("the impossible header %zu was taken", i);
}

/* --- snapshots -------------------------------------------------------------------------------- */

struct snapshot_numbers {
    int64_t part, parts, entries, plain_size, sealed_size;
};

static enum li_err read_snapshot(const struct snapshot_numbers *numbers)
{
    struct li_error err = {0};
    struct bytes bytes = {0};
    struct snapshot_header read;
    const struct snapshot_header header = {.part = numbers->part,
        .parts = numbers->parts,
        .entries = numbers->entries,
        .plain_size = numbers->plain_size,
        .sealed_size = (size_t)numbers->sealed_size};
    snapshot_header_encode(&header, &bytes);
    enum li_err code = snapshot_header_read(bytes.at, bytes.size, &read, &err);
    if (!code)
        assert_int_equal(read.part, numbers->part);
    free(bytes.at);
    return code;
}

static void test_snapshot(void **state)
{
    enum { FULL = SNAPSHOT_PART_SIZE, SIZE = 100, TOO_MANY = (1 << 16) + 1 };
    static const struct snapshot_numbers possible[] = {
        {0, 1, 0, SIZE, SIZE}, {0, 2, 5, FULL, FULL}, {1, 2, 5, 1, SEAL_EXTRA}};
    static const struct snapshot_numbers impossible[] = {{0, 0, 5, SIZE, SIZE},
        {0, TOO_MANY, 5, FULL, SIZE}, {-1, 2, 5, FULL, SIZE}, {2, 2, 5, FULL, SIZE},
        {0, 1, -1, SIZE, SIZE}, {0, 1, 5, 0, SIZE}, {0, 1, 5, FULL + 1, SIZE},
        {0, 2, 5, SIZE, SIZE}, {0, 1, 5, SIZE, SEAL_EXTRA - 1}, {0, 1, 5, SIZE, 2 * FULL},
        {0, 1, 5, SIZE, -1}};
    (void)state;
    for (size_t i = 0; i < sizeof possible / sizeof *possible; i++)
        assert_int_equal(read_snapshot(&possible[i]), LI_OK);
    for (size_t i = 0; i < sizeof impossible / sizeof *impossible; i++)
        if (read_snapshot(&impossible[i]) != LI_CORRUPT)
            fail_msg("the impossible header %zu was taken", i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bundle), cmocka_unit_test(test_snapshot)};
    return cmocka_run_group_tests_name("headers", tests, NULL, NULL);
}
