/*
 * test_hash.c: the hash by which an entry is known, and bytes kept packed.
 */
#include "data/base/memory.h"
#include "data/base/packer.h"
#include "data/entry/entry_hash.h"
#include "data/journal/journal.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_hash(const struct entry *entry, const char *digits)
{
    char text[HASH_DIGITS_SIZE];
    struct hash hash = entry_hash(entry);
    assert_string_equal(hash_digits(&hash, text), digits);
}

/* The vectors of journal.h. */
static void test_entry_hash(void **state)
{
    (void)state;
    struct entry entry = {.sort = ENTRY_RECORDS,
        .name.seq = 1,
        .hlc = 111411200000000,
        .at = (char *)"2026-03-15T12:00:00Z",
        .schema = 8,
        .author = (char *)"Ann",
        .label = (char *)"Add area",
        .last = true,
        .changeset = (char *)"T",
        .changeset_size = 1};
    assert_true(id_parse("018f3c2a-7b1d-7e4f-8a2b-0123456789ab", &entry.name.replica));
    assert_hash(&entry, "c5cff51e507c2d51d17b6dbe8fef6328a2a4c02f84bc2402c2687b283f02609e");
    entry.reverts = entry.stands_for = entry.before = entry_hash(&entry);
    entry.name.seq = 2;
    entry.behalf = (char *)"Ma\xC3\xAD";
    entry.label = (char *)"";
    entry.last = false;
    entry.changeset_size = 0;
    assert_true(id_parse("018f3c2a-7b1d-7e4f-8a2b-0123456789ac", &entry.group));
    assert_hash(&entry, "6984a1450e170fbbf09712bd0deaaf51f7859b2b6691752eee91102c7b1e9a0b");
}

/* NULL is not empty, and values do not run together. */
static void test_encoding_tells_apart(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{NULL, ""}, {"", NULL}, {"", ""}, {"a", "b"}, {"ab", ""},
        {"", "ab"}, {NULL, NULL}, {"a", NULL}, {NULL, "a"}};
    enum { PAIRS = sizeof pairs / sizeof pairs[0] };
    struct hash hashes[PAIRS];
    for (size_t i = 0; i < PAIRS; i++) {
        struct hasher hasher;
        hash_begin(&hasher);
        hash_add_text(&hasher, pairs[i][0]);
        hash_add_text(&hasher, pairs[i][1]);
        hashes[i] = hash_end(&hasher);
        for (size_t j = 0; j < i; j++)
            assert_false(hash_equal(&hashes[i], &hashes[j]));
    }
}

static void test_packed(void **state)
{
    (void)state;
    struct packer *packer = packer_new();
    struct li_error err;
    enum { SIZE = 100000 };
    char *text = li_calloc(1, SIZE);
    for (int i = 0; i < SIZE; i++)
        text[i] = (char)('a' + i % 7);
    struct bytes packed = {0}, plain = {0}, none = {0};
    assert_true(packer_pack(packer, text, SIZE, &packed));
    assert_true(packed.size < SIZE / 10);
    assert_true(packer_is_packed(packed.at, packed.size));
    assert_int_equal(packer_unpack(packer, packed.at, packed.size, &plain, &err), LI_OK);
    assert_int_equal(plain.size, SIZE);
    assert_memory_equal(plain.at, text, SIZE);
    /* What would not be smaller stays as it is. */
    assert_false(packer_pack(packer, "T\x01\x01", 3, &none));
    assert_false(packer_is_packed("T\x01\x01", 3));
    /* Cut short, or of a size nobody means: refused, and nothing is taken. */
    assert_int_equal(packer_unpack(packer, packed.at, packed.size / 2, &none, &err), LI_CORRUPT);
    static const unsigned char bomb[] = {
        0x28, 0xB5, 0x2F, 0xFD, 0xE0, 0, 0, 0, 0, 0xFF, 0, 0, 0, 1, 0, 0};
    assert_int_equal(packer_unpack(packer, bomb, sizeof bomb, &none, &err), LI_CORRUPT);
    assert_null(none.at);
    free(packed.at);
    free(plain.at);
    free(text);
    packer_free(packer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entry_hash),
        cmocka_unit_test(test_encoding_tells_apart),
        cmocka_unit_test(test_packed),
    };
    return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}
