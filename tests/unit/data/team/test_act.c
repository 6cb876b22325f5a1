/*
 * test_act.c: acts as bytes, and bytes that are none.
 */
#include "data/base/hash.h"
#include "data/base/memory.h"
#include "data/team/act.h"
#include "tests/support/check.h"
#include <stdlib.h>
#include <string.h>

static char ann[] = "Ann", laptop[] = "Laptop", login[] = "ann";

/* One of each, every field set. */
static struct act an_act(enum act_what what)
{
    static struct act_head heads[2] = {{{{1}}, {{2}}}, {{{3}}, {{4}}}};
    static struct act_box boxes[1] = {{{{5}}, {6}}};
    return (struct act){.what = what,
        .team = {{11}},
        .replica = {{12}},
        .public = {{13}},
        .invitation = {{14}},
        .recovery = {{15}},
        .signature = {{16}},
        .person = {{17}},
        .person_name = ann,
        .device = laptop,
        .login = login,
        .role = ACT_ROLE_EDITOR,
        .expires = 18,
        .key = {{19}},
        .previous = {{20}},
        .previous_sealed = {21},
        .heads = heads,
        .head_count = 2,
        .boxes = boxes,
        .box_count = 1};
}

/* The digits of the hash of its bytes. */
static const char *encoded(const struct act *act)
{
    static char digits[HASH_DIGITS_SIZE];
    struct bytes bytes = {0};
    struct hasher hasher;
    act_encode(act, &bytes);
    hash_begin(&hasher);
    hash_add_bytes(&hasher, bytes.at, bytes.size);
    struct hash hash = hash_end(&hasher);
    free(bytes.at);
    return hash_digits(&hash, digits);
}

/* Bytes that others have written are never read otherwise. */
static void test_vectors(void **state)
{
    static const char *const vectors[ACT_WHAT_END] = {
        [ACT_FOUND] = "3182b47ee3420c67df3f9b55ae9609e68bb1b4b346b105575278a680f0cbc1bc",
        [ACT_INVITE] = "dadcf672f0c0c4a48c0d26a87fe2d6bf68240ba3b0f0cbbac2c4eae7a814c1c1",
        [ACT_JOIN] = "9c697a5316e2c18ab0c31e788c1d1337d06bbd2a3dd54ee3549a1b5bb39009dc",
        [ACT_ADMIT] = "2d8b9d8041298815160c3c6a976b20e606d636b3bee81531876c5021214bd78f",
        [ACT_ROLE] = "7a86a6663a67c25a8fe3f3af3341ad6cf3c62494d3be8854fe2c0c60b00dfedc",
        [ACT_KEY] = "b5114997aaa7ed1bee564b851d6fe681e9bc98e07477eeb96187b92f43c99fc4",
        [ACT_SEAL] = "d5fc73a0a559d9914f33fc7ae0c0ccaabf63a45409076aabe4d069eeafb863c9",
        [ACT_CONTINUE] = "3ebb17c99309c2ddcfc283d02532e03a7be42c226c7463a28b88c74ed0e0b388",
        [ACT_RECOVER] = "6281fe4087608778e8f5c6d8123f94369b0b607ada37dca82c5aa3825bb0bb88",
    };
    (void)state;
    for (int what = ACT_FOUND; what < ACT_WHAT_END; what++) {
        struct act act = an_act((enum act_what)what);
        assert_string_equal(encoded(&act), vectors[what]);
    }
}

/* The one in full. */
static void test_bytes(void **state)
{
    static const unsigned char bytes[] = "\0\0\0\0\0\0\0\x0Cliaise act 1\0\0\0\0\0\0\0\x05"
                                         "\0\0\0\0\0\0\0\x10\x0C\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
                                         "\0\0\0\0\0\0\0\x02\0\0\0\0\0\0\0\0";
    (void)state;
    struct bytes out = {0};
    struct act act = {.what = ACT_ROLE, .replica = {{12}}, .role = ACT_ROLE_EDITOR};
    act_encode(&act, &out);
    assert_int_equal(out.size, sizeof bytes - 1);
    assert_memory_equal(out.at, bytes, out.size);
    free(out.at);
}

static void test_there_and_back(void **state)
{
    (void)state;
    struct li_error err = {0};
    for (int what = ACT_FOUND; what < ACT_WHAT_END; what++) {
        struct act act = an_act((enum act_what)what), read;
        struct bytes one = {0}, other = {0};
        act_encode(&act, &one);
        assert_int_equal(act_parse(one.at, one.size, &read, &err), LI_OK);
        act_encode(&read, &other);
        assert_int_equal(one.size, other.size);
        assert_memory_equal(one.at, other.at, one.size);
        act_clear(&read);
        free(one.at);
        free(other.at);
    }
}

/* Cut, or with more behind it, it is none; with a byte changed it is another, or none. */
static void test_damaged(void **state)
{
    (void)state;
    struct li_error err = {0};
    for (int what = ACT_FOUND; what < ACT_WHAT_END; what++) {
        struct act act = an_act((enum act_what)what), read;
        struct bytes bytes = {0};
        act_encode(&act, &bytes);
        bytes_add(&bytes, "x", 1);
        assert_int_equal(act_parse(bytes.at, bytes.size--, &read, &err), LI_CORRUPT);
        for (size_t size = 0; size < bytes.size; size++)
            assert_int_equal(act_parse(bytes.at, size, &read, &err), LI_CORRUPT);
        for (size_t i = 0; i < bytes.size; i++) {
            bytes.at[i] = (char)(bytes.at[i] ^ 0x80);
            if (act_parse(bytes.at, bytes.size, &read, &err))
                assert_true(*err.message);
            act_clear(&read);
            bytes.at[i] = (char)(bytes.at[i] ^ 0x80);
        }
        free(bytes.at);
    }
}

static void test_newer(void **state)
{
    (void)state;
    struct act read;
    struct li_error err = {0};
    static const char bytes[] = "\0\0\0\0\0\0\0\x0Cliaise act 1\0\0\0\0\0\0\0\x0A";
    assert_int_equal(act_parse(bytes, sizeof bytes - 1, &read, &err), LI_REFUSED);
    assert_non_null(strstr(err.message, "update liaise first"));
}

/* A list that says it is longer than what is left takes no memory. */
static void test_long_lists(void **state)
{
    (void)state;
    struct act read;
    struct li_error err = {0};
    struct bytes bytes = {0};
    struct act act = {.what = ACT_ROLE, .replica = {{12}}, .role = ACT_ROLE_EDITOR};
    act_encode(&act, &bytes);
    for (int bit = 0; bit < 64; bit++) {
        char *count = bytes.at + bytes.size - 8;
        memset(count, 0, 8);
        count[7 - bit / 8] = (char)(1 << bit % 8);
        assert_int_equal(act_parse(bytes.at, bytes.size, &read, &err), LI_CORRUPT);
    }
    free(bytes.at);
}

static void test_signed(void **state)
{
    (void)state;
    struct signature_pair own, signer, other;
    signature_pair_new(&own);
    signature_pair_new(&signer);
    signature_pair_new(&other);
    static const enum act_what signs[] = {ACT_JOIN, ACT_CONTINUE, ACT_RECOVER};
    struct id replica = signature_replica(&own.public), stranger = {{1}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        struct act act = {.what = signs[i], .public = own.public};
        act_sign(&act, &signer);
        assert_true(act_is_signed(&act, &replica, &signer.public, NULL));
        assert_false(act_is_signed(&act, &replica, &other.public, NULL));
        assert_false(act_is_signed(&act, &replica, NULL, NULL));
        assert_int_equal(
            act_is_signed(&act, &stranger, &signer.public, NULL), signs[i] == ACT_CONTINUE);
        act.what = signs[(i + 1) % 3];
        assert_false(act_is_signed(&act, &replica, &signer.public, NULL));
    }
    struct act found = {.what = ACT_FOUND, .public = own.public};
    assert_true(act_is_signed(&found, &replica, NULL, NULL));
    assert_false(act_is_signed(&found, &stranger, NULL, NULL));
    struct act admit = {.what = ACT_ADMIT, .public = own.public, .replica = replica};
    assert_true(act_is_signed(&admit, &stranger, NULL, NULL));
    admit.replica = stranger;
    assert_false(act_is_signed(&admit, &replica, NULL, NULL));
}

static void test_roles(void **state)
{
    (void)state;
    enum act_role role;
    struct li_error err = {0};
    for (int i = ACT_ROLE_READER; i <= ACT_ROLE_ADMIN; i++) {
        assert_int_equal(act_role_parse(act_role_name((enum act_role)i), &role, &err), LI_OK);
        assert_int_equal(role, i);
    }
    assert_int_equal(act_role_parse("none", &role, &err), LI_USAGE);
    assert_int_equal(act_role_parse("owner", &role, &err), LI_USAGE);
    assert_string_equal(err.message, "\"owner\" is not a role; use reader, editor or admin.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_newer),
        cmocka_unit_test(test_long_lists),
        cmocka_unit_test(test_signed),
        cmocka_unit_test(test_roles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
