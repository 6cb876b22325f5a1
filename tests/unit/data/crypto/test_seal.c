/*
 * test_seal.c: what is sealed opens whole or not at all.
 */
#include "data/crypto/seal.h"
#include "data/crypto/secret.h"
#include "tests/support/check.h"
#include "tests/support/seed.h"
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const char plain[] = "Handover on Monday";
static const char beside[] = "header";

static struct bytes seal_plain(const struct seal_key *key, unsigned char nonce[SEAL_NONCE_SIZE])
{
    struct bytes sealed = {0};
    secret_random(nonce, SEAL_NONCE_SIZE);
    seal_close(key, nonce, beside, sizeof beside, plain, sizeof plain, &sealed);
    assert_int_equal(sealed.size, sizeof plain + SEAL_EXTRA);
    return sealed;
}

static void test_seal(void **state)
{
    (void)state;
    struct seal_key key, other;
    struct bytes out = {0};
    unsigned char nonce[SEAL_NONCE_SIZE];
    seal_key_new(&key);
    seal_key_new(&other);
    struct bytes sealed = seal_plain(&key, nonce);
    assert_false(seal_open(&other, nonce, beside, sizeof beside, sealed.at, sealed.size, &out));
    assert_false(seal_open(&key, nonce, beside, sizeof beside - 1, sealed.at, sealed.size, &out));
    assert_false(seal_open(&key, nonce, beside, sizeof beside, sealed.at, SEAL_EXTRA - 1, &out));
    assert_int_equal(out.size, 0);
    for (size_t i = 0; i < sealed.size; i++) {
        sealed.at[i] = (char)(sealed.at[i] ^ 1);
        assert_false(seal_open(&key, nonce, beside, sizeof beside, sealed.at, sealed.size, &out));
        sealed.at[i] = (char)(sealed.at[i] ^ 1);
    }
    assert_true(seal_open(&key, nonce, beside, sizeof beside, sealed.at, sealed.size, &out));
    assert_int_equal(out.size, sizeof plain);
    assert_memory_equal(out.at, plain, sizeof plain);
    free(sealed.at);
    free(out.at);
}

static void test_box(void **state)
{
    (void)state;
    struct signature_pair pair, other;
    struct bytes box = {0}, out = {0};
    signature_pair_new(&pair);
    signature_pair_new(&other);
    assert_true(seal_box_close(&pair.public, plain, sizeof plain, &box));
    assert_int_equal(box.size, sizeof plain + SEAL_BOX_EXTRA);
    assert_false(seal_box_open(&other, box.at, box.size, &out));
    assert_false(seal_box_open(&pair, box.at, box.size - 1, &out));
    assert_false(seal_box_open(&pair, box.at, SEAL_BOX_EXTRA - 1, &out));
    assert_int_equal(out.size, 0);
    assert_true(seal_box_open(&pair, box.at, box.size, &out));
    assert_memory_equal(out.at, plain, sizeof plain);
    free(box.at);
    free(out.at);
}

/* Some bytes are no public key at all. */
static void test_no_key(void **state)
{
    (void)state;
    struct bytes box = {0};
    const struct signature_public none = {{0}};
    assert_false(seal_box_close(&none, plain, sizeof plain, &box));
    assert_int_equal(box.size, 0);
    free(box.at);
}

static void test_words(void **state)
{
    (void)state;
    struct li_error err;
    struct seal_key one, same, other, salted;
    unsigned char salt[SEAL_SALT_SIZE] = "salt", pepper[SEAL_SALT_SIZE] = "pepper";
    assert_int_equal(seal_key_from_words("acorn arch", salt, &one, &err), LI_OK);
    assert_int_equal(seal_key_from_words("acorn arch", salt, &same, &err), LI_OK);
    assert_int_equal(seal_key_from_words("acorn area", salt, &other, &err), LI_OK);
    assert_int_equal(seal_key_from_words("acorn arch", pepper, &salted, &err), LI_OK);
    assert_memory_equal(one.byte, same.byte, SEAL_KEY_SIZE);
    assert_memory_not_equal(one.byte, other.byte, SEAL_KEY_SIZE);
    assert_memory_not_equal(one.byte, salted.byte, SEAL_KEY_SIZE);
}

/* Where there is no room for what makes words hard to guess, that is said. */
static void test_words_without_memory(void **state)
{
    (void)state;
    int status = 0;
    if (seed_sanitized()) /* which needs more room than there is then */
        skip();
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        const struct rlimit little = {32 << 20, 32 << 20};
        const unsigned char salt[SEAL_SALT_SIZE] = {1};
        struct seal_key key;
        struct li_error err = {0};
        bool refused = setrlimit(RLIMIT_AS, &little) == 0 &&
                       seal_key_from_words("one two", salt, &key, &err) == LI_IO &&
                       strstr(err.message, "There is not enough memory (64 MB)");
        _exit(refused ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_seal),
        cmocka_unit_test(test_box),
        cmocka_unit_test(test_no_key),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_words_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
