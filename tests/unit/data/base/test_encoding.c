/*
 * test_encoding.c: values as bytes, and bytes that are none.
 */
#include "data/base/encoding.h"
#include "tests/support/check.h"
#include <stdlib.h>
#include <string.h>

/* The vector: 258, "Taí", NULL, "" and the bytes 00 FF. */
static const unsigned char vector[] = {0, 0, 0, 0, 0, 0, 1, 2, /* */
    0, 0, 0, 0, 0, 0, 0, 4, 'T', 'a', 0xC3, 0xAD,              /* */
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,            /* */
    0, 0, 0, 0, 0, 0, 0, 0,                                    /* */
    0, 0, 0, 0, 0, 0, 0, 2, 0, 0xFF};

static void test_vector(void **state)
{
    (void)state;
    struct bytes out = {0};
    encoding_add_int(&out, 258);
    encoding_add_text(&out, "Ta\xC3\xAD");
    encoding_add_text(&out, NULL);
    encoding_add_text(&out, "");
    encoding_add_bytes(&out, "\0\xFF", 2);
    assert_int_equal(out.size, sizeof vector);
    assert_memory_equal(out.at, vector, sizeof vector);
    free(out.at);
}

static void test_read_back(void **state)
{
    (void)state;
    unsigned char two[2];
    struct encoding_reader reader = {vector, sizeof vector, false};
    assert_int_equal(encoding_read_int(&reader), 258);
    char *text = encoding_read_text(&reader, 4);
    assert_string_equal(text, "Ta\xC3\xAD");
    free(text);
    assert_null(encoding_read_text(&reader, 4));
    text = encoding_read_text(&reader, 4);
    assert_string_equal(text, "");
    free(text);
    encoding_read_exactly(&reader, two, 2);
    assert_int_equal(two[1], 0xFF);
    assert_true(encoding_read_end(&reader));
    assert_int_equal(encoding_read_int(&reader), 0);
    assert_false(encoding_read_end(&reader));
}

/* Cut anywhere, it is damaged, and gives nothing beyond its end. */
static void test_cut(void **state)
{
    (void)state;
    for (size_t size = 0; size < sizeof vector; size++) {
        unsigned char two[2];
        struct encoding_reader reader = {vector, size, false};
        encoding_read_int(&reader);
        free(encoding_read_text(&reader, 4));
        free(encoding_read_text(&reader, 4));
        free(encoding_read_text(&reader, 4));
        encoding_read_exactly(&reader, two, 2);
        assert_false(encoding_read_end(&reader));
        assert_true(reader.damaged);
    }
}

/* Lengths that cannot be. */
static void test_lengths(void **state)
{
    static const unsigned char lengths[][9] = {
        {0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 'a'},
        {0x80, 0, 0, 0, 0, 0, 0, 0, 'a'},
        {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 'a'},
        {0, 0, 0, 0, 0, 0, 0, 2, 'a'},
    };
    (void)state;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        size_t size;
        struct encoding_reader reader = {lengths[i], 9, false};
        assert_null(encoding_read_bytes(&reader, &size));
        assert_true(reader.damaged);
    }
}

static void test_texts(void **state)
{
    static const unsigned char nul[] = {0, 0, 0, 0, 0, 0, 0, 3, 'a', 0, 'b'};
    (void)state;
    struct encoding_reader reader = {nul, sizeof nul, false};
    assert_null(encoding_read_text(&reader, 10));
    assert_true(reader.damaged);
    reader = (struct encoding_reader){nul, sizeof nul, false};
    assert_null(encoding_read_text(&reader, 2));
    assert_true(reader.damaged);
    reader = (struct encoding_reader){nul, sizeof nul, false};
    assert_false(encoding_read_is(&reader, "ab"));
    assert_true(reader.damaged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vector),
        cmocka_unit_test(test_read_back),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
