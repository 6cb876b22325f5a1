/*
 * test_signature.c: keys, signatures and the ids they prove.
 */
#include "data/crypto/signature.h"
#include "data/crypto/signature_memo.h"
#include "tests/support/check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void make_pair(struct signature_pair *pair)
{
    unsigned char seed[SIGNATURE_SEED_SIZE];
    for (size_t i = 0; i < sizeof seed; i++)
        seed[i] = (unsigned char)i;
    signature_pair_from_seed(seed, pair);
}

static void assert_hex(const unsigned char *bytes, size_t size, const char *digits)
{
    char text[2 * SIGNATURE_SIZE + 1];
    for (size_t i = 0; i < size; i++)
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    assert_string_equal(text, digits);
}

/* The vector of signature.h. */
static void test_vector(void **state)
{
    (void)state;
    char text[ID_TEXT_SIZE], digits[HASH_DIGITS_SIZE];
    unsigned char message[32];
    struct signature_pair pair;
    struct signature signature;
    memset(message, 0xAB, sizeof message);
    make_pair(&pair);
    assert_hex(pair.public.byte, SIGNATURE_PUBLIC_SIZE,
        "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8");
    signature_sign(&pair, "liaise run 1", message, sizeof message, &signature);
    assert_hex(signature.byte, SIGNATURE_SIZE,
        "91cd49eb3a01133abe62bd28de87c75c1bf3a374c67bf6931c7b4d3df54b913cc53c185b1d4c9c8d13a22c4a36"
        "a71a74b7a6a079f19ee43853665930b7a3450e");
    struct id replica = signature_replica(&pair.public);
    assert_string_equal(id_text(&replica, text), "9ebd993f-3625-885b-986b-428fd1d4aaf8");
    struct hash fingerprint = signature_fingerprint(&pair.public);
    assert_string_equal(hash_digits(&fingerprint, digits),
        "dd8876de917053bdcfb5fdaeb06602d26a5fd1b02ee082ecc8a377a2998bdaa5");
}

static void test_verify(void **state)
{
    (void)state;
    struct signature_pair pair, other;
    struct signature signature;
    signature_pair_new(&pair);
    signature_pair_new(&other);
    assert_false(signature_public_equal(&pair.public, &other.public));
    signature_sign(&pair, "one", "abc", 3, &signature);
    assert_true(signature_verify(&pair.public, "one", "abc", 3, &signature));
    assert_false(signature_verify(&pair.public, "two", "abc", 3, &signature));
    assert_false(signature_verify(&pair.public, "one", "abd", 3, &signature));
    assert_false(signature_verify(&pair.public, "one", "ab", 2, &signature));
    assert_false(signature_verify(&other.public, "one", "abc", 3, &signature));
    for (size_t i = 0; i < SIGNATURE_SIZE; i++) {
        signature.byte[i] ^= 1;
        assert_false(signature_verify(&pair.public, "one", "abc", 3, &signature));
        signature.byte[i] ^= 1;
    }
    assert_true(signature_verify(&pair.public, "one", "abc", 3, &signature));
}

/* What was right once is right again, and nothing else is. */
static void test_memo(void **state)
{
    (void)state;
    enum { SIGNATURES = 100 };
    struct signature_pair pair, other;
    struct signature signatures[SIGNATURES];
    struct signature_memo *memo = signature_memo_new();
    signature_pair_new(&pair);
    signature_pair_new(&other);
    for (int turn = 0; turn < 3; turn++)
        for (int i = 0; i < SIGNATURES; i++) {
            if (turn == 0)
                signature_sign(&pair, "one", &i, sizeof i, &signatures[i]);
            struct signature wrong = signatures[i];
            wrong.byte[i % SIGNATURE_SIZE] ^= 1;
            assert_true(
                signature_memo_verify(memo, &pair.public, "one", &i, sizeof i, &signatures[i]));
            assert_false(
                signature_memo_verify(memo, &other.public, "one", &i, sizeof i, &signatures[i]));
            assert_false(
                signature_memo_verify(memo, &pair.public, "two", &i, sizeof i, &signatures[i]));
            assert_false(signature_memo_verify(memo, &pair.public, "one", &i, sizeof i, &wrong));
            assert_true(
                signature_memo_verify(NULL, &pair.public, "one", &i, sizeof i, &signatures[i]));
        }
    signature_memo_free(memo);
    signature_memo_free(NULL);
}

/* What was saved as text is known to another memo. */
static void test_memo_as_text(void **state)
{
    (void)state;
    enum { COUNT = 40 };
    struct signature_memo *memo = signature_memo_new(), *again = signature_memo_new();
    struct signature_pair pair;
    struct signature signatures[COUNT];
    signature_pair_new(&pair);
    for (int i = 0; i < COUNT; i++) {
        signature_sign(&pair, "one", &i, sizeof i, &signatures[i]);
        assert_true(signature_memo_verify(memo, &pair.public, "one", &i, sizeof i, &signatures[i]));
    }
    char *text = signature_memo_text(memo);
    assert_int_equal(strlen(text), 64 * COUNT);
    signature_memo_add_text(again, text);
    signature_memo_add_text(again, text);
    assert_int_equal(signature_memo_count(again), COUNT);
    for (int i = 0; i < COUNT; i++)
        assert_true(
            signature_memo_verify(again, &pair.public, "one", &i, sizeof i, &signatures[i]));
    assert_int_equal(signature_memo_count(again), COUNT);
    signature_memo_free(again);
    again = signature_memo_new();
    signature_memo_add_text(again, "");
    text[64 + 10] = 'x';
    signature_memo_add_text(again, text);
    assert_int_equal(signature_memo_count(again), 1);
    free(text);
    signature_memo_free(again);
    signature_memo_free(memo);
    signature_pair_clear(&pair);
}

/* The id of a replica is a UUID of version 8, which no other key has. */
static void test_replica(void **state)
{
    (void)state;
    struct signature_pair pair, other;
    signature_pair_new(&pair);
    signature_pair_new(&other);
    struct id one = signature_replica(&pair.public), two = signature_replica(&other.public);
    assert_false(id_equal(&one, &two));
    assert_int_equal(one.byte[6] >> 4, 8);
    assert_int_equal(one.byte[8] >> 6, 2);
    signature_pair_clear(&pair);
    assert_true(signature_public_is_none(&pair.public));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vector),
        cmocka_unit_test(test_verify),
        cmocka_unit_test(test_memo),
        cmocka_unit_test(test_memo_as_text),
        cmocka_unit_test(test_replica),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
