/*
 * test_bundle_file.c: a file of bundles is written whole or not at all, and read as far as it goes.
 */
#include "data/base/memory.h"
#include "data/carrier/bundle_file.h"
#include "data/carrier/told_heads.h"
#include "tests/support/check.h"
#include "tests/support/meeting.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { START = 17 /* bytes before the first record */, LENGTH = 8, RECORD = 1 + LENGTH };

static void assert_said(const struct meeting *meeting, const char *words)
{
    if (meeting->result.said_count != 1)
        fail_msg("said %zu times, not once: %s", meeting->result.said_count, words);
    if (!strstr(meeting->result.said[0].text, words))
        fail_msg("\"%s\" does not say \"%s\"", meeting->result.said[0].text, words);
}

static void take(struct meeting *meeting, const char *path, size_t came, size_t failed)
{
    const struct sync_options options = {0};
    sync_result_clear(&meeting->result);
    if (sync_import(meeting->laptop->store, path, &options, &meeting->result, &meeting->err))
        fail_msg("%s", meeting->err.message);
    assert_int_equal(meeting->result.came, came);
    assert_int_equal(meeting->result.failed, failed);
}

/* What headquarters exported. The caller frees the path and the bytes. */
static char *export_mail(struct meeting *meeting, char **path, size_t *size)
{
    *path = place_beside(meeting->place, "mail");
    meeting_add_area(meeting->head, 1);
    assert_int_equal(
        sync_export(meeting->head->store, *path, NULL, &meeting->result, &meeting->err), LI_OK);
    return place_read(*path, size);
}

/* Where each record begins, and the end. Their number. */
static int records_of(const char *bytes, size_t size, size_t at[], int most)
{
    int count = 0;
    size_t next = START;
    while (next < size && count < most) {
        size_t length = 0;
        at[count++] = next;
        for (int i = 0; i < LENGTH; i++)
            length = length << 8 | (unsigned char)bytes[next + 1 + (size_t)i];
        next += RECORD + length;
    }
    assert_int_equal(next, size);
    at[count] = size;
    return count;
}

/* --- reading ---------------------------------------------------------------------------------- */

/* Cut anywhere, it is incomplete; what came before the cut is here, and the whole file brings the
   rest. */
static void test_cut(void **state)
{
    enum { MOST = 16 };
    struct meeting *meeting = *state;
    size_t size, at[MOST + 1];
    char *path, *bytes = export_mail(meeting, &path, &size);
    int count = records_of(bytes, size, at, MOST);
    assert_true(count >= 3);
    const size_t cuts[] = {START, START + 1, START + 4, START + RECORD + 5, at[1] - 1};
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        place_write(path, bytes, cuts[i]);
        take(meeting, path, 0, 1);
        assert_said(meeting, "is incomplete: it was cut short in transit; ask for it again.");
    }
    place_write(path, bytes, size - 1);
    take(meeting, path, 4, 1);
    assert_said(meeting, "is incomplete");
    place_write(path, bytes, size);
    take(meeting, path, 0, 0);
    assert_string_equal(meeting_areas(meeting->laptop), "1");
    meeting_assert_sound(meeting->laptop);
    free(bytes);
    free(path);
}

/* A length that can't be is not believed. */
static void test_damaged_length(void **state)
{
    struct meeting *meeting = *state;
    size_t size;
    char *path, *bytes = export_mail(meeting, &path, &size);
    bytes[START + 1] = 1;
    place_write(path, bytes, size);
    take(meeting, path, 0, 1);
    assert_said(meeting, "is damaged; ask for it again.");
    bytes[START + 1] = 0;
    place_write(path, bytes, size);
    take(meeting, path, 4, 0);
    free(bytes);
    free(path);
}

/* A bundle that is damaged is told of at once: a file that was mailed does not change any more. */
static void test_damaged_bundle(void **state)
{
    struct meeting *meeting = *state;
    size_t size, at[17];
    char *path, *bytes = export_mail(meeting, &path, &size);
    assert_true(records_of(bytes, size, at, 16) > 1);
    bytes[at[1] - 20] ^= 1;
    place_write(path, bytes, size);
    take(meeting, path, 0, 0);
    assert_true(meeting->result.aside > 0);
    if (!strstr(meeting->result.said[0].text, "/mail, bundle 1 was set aside: "))
        fail_msg("\"%s\"", meeting->result.said[0].text);
    bytes[at[1] - 20] ^= 1;
    place_write(path, bytes, size);
    take(meeting, path, 4, 0);
    free(bytes);
    free(path);
}

/* A record of a kind that a later version has is passed over. */
static void test_later_record(void **state)
{
    struct meeting *meeting = *state;
    size_t size;
    char *path, *bytes = export_mail(meeting, &path, &size);
    static const char later[] = {'X', 0, 0, 0, 0, 0, 0, 0, 3, 'a', 'b', 'c'};
    char *longer = li_calloc(size + sizeof later, 1);
    memcpy(longer, bytes, START);
    memcpy(longer + START, later, sizeof later);
    memcpy(longer + START + sizeof later, bytes + START, size - START);
    place_write(path, longer, size + sizeof later);
    take(meeting, path, 4, 0);
    assert_int_equal(meeting->result.said_count, 0);
    free(longer);
    free(bytes);
    free(path);
}

static void test_single_bundle(void **state)
{
    struct meeting *meeting = *state;
    size_t size, at[17] = {0};
    char *path, *bytes = export_mail(meeting, &path, &size);
    assert_true(records_of(bytes, size, at, 16) > 1);
    assert_int_equal(bytes[at[0]], 'B');
    place_write(path, bytes + at[0] + RECORD, at[1] - at[0] - RECORD);
    const struct sync_options options = {0};
    sync_result_clear(&meeting->result);
    assert_int_equal(
        sync_import(meeting->laptop->store, path, &options, &meeting->result, &meeting->err),
        LI_OK);
    assert_true(meeting->result.came > 0);
    assert_int_equal(meeting->result.failed, 0);
    static const char *const others[] = {"", "liaise bundles 2\nB", "code,name\nCAMA,Canada\n"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        place_write(path, others[i], strlen(others[i]));
        take(meeting, path, 0, 1);
        assert_said(meeting, "contains no bundles; `liaise sync export FILE` makes such a file.");
    }
    free(bytes);
    free(path);
}

static void test_no_file(void **state)
{
    struct meeting *meeting = *state;
    char *path = place_beside(meeting->place, "gone");
    take(meeting, path, 0, 1);
    assert_said(meeting, "/gone");
    take(meeting, meeting->one, 0, 1);
    assert_said(meeting, "/one");
    free(path);
}

/* --- writing ---------------------------------------------------------------------------------- */

static void assert_not_exported(struct meeting *meeting, const char *path, const char *words)
{
    sync_result_clear(&meeting->result);
    assert_int_equal(
        sync_export(meeting->head->store, path, NULL, &meeting->result, &meeting->err), LI_IO);
    if (!strstr(meeting->err.message, words))
        fail_msg("\"%s\" does not say \"%s\"", meeting->err.message, words);
}

/* What was there stays, and nothing lies beside it. */
static void test_not_written(void **state)
{
    struct meeting *meeting = *state;
    size_t size, after;
    ledger_import(meeting->head, 7000);
    char *path, *bytes = export_mail(meeting, &path, &size), *read;
    char *nowhere = place_beside(meeting->place, "nowhere/mail");
    struct rlimit before, small;
    int files = place_count(meeting->place);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    void (*caught)(int) = signal(SIGXFSZ, SIG_IGN);
    /* All of them are below what the file takes. */
    for (rlim_t room = 0; room < size; room += size / 3) {
        small = before;
        small.rlim_cur = room;
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
        assert_not_exported(meeting, path, "written");
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    }
    signal(SIGXFSZ, caught);
    assert_not_exported(meeting, nowhere, "nowhere");
    assert_true(size > 65536); /* so that it is not only in a buffer */
    assert_not_exported(meeting, "/dev/full", "The disk is full: /dev/full was not written.");
    read = place_read(path, &after);
    assert_int_equal(after, size);
    assert_memory_equal(read, bytes, size);
    assert_int_equal(place_count(meeting->place), files);
    free(read);
    free(bytes);
    free(nowhere);
    free(path);
}

/* What a device has is sealed for the team only. */
static void test_no_key(void **state)
{
    struct meeting *meeting = *state;
    const struct heads none = {0};
    struct bytes bytes = {0};
    const struct carrier carrier = {.store = meeting->head->store, .name = "one"};
    assert_int_equal(told_heads_seal(&carrier, &none, &bytes, &meeting->err), LI_NONE);
    assert_string_equal(meeting->err.message, "No team key has arrived yet.");
    assert_int_equal(bytes.size, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MEETING_TEST(test_cut),
        MEETING_TEST(test_damaged_length),
        MEETING_TEST(test_damaged_bundle),
        MEETING_TEST(test_later_record),
        MEETING_TEST(test_single_bundle),
        MEETING_TEST(test_no_file),
        MEETING_TEST(test_not_written),
        MEETING_TEST(test_no_key),
    };
    return cmocka_run_group_tests_name("file of bundles", tests, NULL, NULL);
}
