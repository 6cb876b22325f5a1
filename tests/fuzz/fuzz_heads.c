/*
 * fuzz_heads.c: bytes taken for what a device says that it has: refused with a sentence, or read to
 * their end.
 *
 * The first byte says whether the rest lies in a folder as it is, or is what was sealed: the fuzzer
 * can't seal.
 */
#include "data/base/encoding.h"
#include "data/base/memory.h"
#include "data/carrier/told_heads.h"
#include "tests/fuzz/fuzz.h"
#include <stdlib.h>
#include <string.h>

static const struct id fuzz_team = {{1}}, fuzz_key = {{2}};
static const struct seal_key fuzz_secret = {{3}};

/* The device, then its heads, as they were sealed. */
static void reads_told(const void *bytes, size_t size, const uint8_t *plain, size_t plain_size)
{
    static struct keys keys;
    struct li_error err = {0};
    struct id device;
    struct heads heads;
    if (keys.count == 0)
        keys_add(&keys, &fuzz_key, &fuzz_secret);
    if (told_heads_open(bytes, size, &fuzz_team, &keys, &device, &heads, &err)) {
        fuzz_told(&err);
    } else if (plain) {
        struct bytes again = {0};
        bytes_add(&again, &device, sizeof device);
        heads_encode(&heads, &again);
        HOLDS(again.size == plain_size && memcmp(again.at, plain, plain_size) == 0);
        free(again.at);
    }
    heads_clear(&heads);
}

static void reads_sealed(const uint8_t *plain, size_t size)
{
    static const unsigned char nonce[SEAL_NONCE_SIZE] = {4};
    struct bytes made = {0}, head = {0};
    encoding_add_text(&head, "liaise heads 1");
    encoding_add_bytes(&head, &fuzz_team, sizeof fuzz_team);
    encoding_add_bytes(&head, &fuzz_key, sizeof fuzz_key);
    encoding_add_bytes(&head, nonce, sizeof nonce);
    bytes_add(&made, head.at, head.size);
    seal_close(&fuzz_secret, nonce, head.at, head.size, plain, size, &made);
    reads_told(made.at, made.size, plain, size);
    free(head.at);
    free(made.at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    if (data[0] % 2)
        reads_sealed(data + 1, size - 1);
    else
        reads_told(data + 1, size - 1, NULL, 0);
    return 0;
}
