/*
 * signature_memo.c: a table, with open places, of hashes of what was verified.
 *
 * Invariants:
 *  1. room is a power of two, or 0; more than half of the places are free, all zero.
 *  2. Each hash is at the first free place from the one that it names on.
 */
#include "data/crypto/signature_memo.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct signature_memo {
    struct hash *places;
    size_t room, count;
};

struct signature_memo *signature_memo_new(void)
{
    return li_calloc(1, sizeof(struct signature_memo));
}

void signature_memo_free(struct signature_memo *memo)
{
    if (memo)
        free(memo->places);
    free(memo);
}

/* The place of the hash, or the free one for it. */
static struct hash *signature_memo_place(struct signature_memo *memo, const struct hash *hash)
{
    size_t at;
    memcpy(&at, hash->byte, sizeof at);
    at &= memo->room - 1;
    while (!hash_is_zero(&memo->places[at]) && !hash_equal(&memo->places[at], hash))
        at = (at + 1) & (memo->room - 1);
    return &memo->places[at];
}

static void signature_memo_grow(struct signature_memo *memo)
{
    struct hash *old = memo->places;
    size_t room = memo->room;
    memo->room = room ? 2 * room : 64;
    memo->places = li_calloc(memo->room, sizeof *memo->places);
    for (size_t i = 0; i < room; i++)
        if (!hash_is_zero(&old[i]))
            *signature_memo_place(memo, &old[i]) = old[i];
    free(old);
}

static void signature_memo_add(struct signature_memo *memo, const struct hash *hash)
{
    if (2 * (memo->count + 1) > memo->room)
        signature_memo_grow(memo);
    struct hash *place = signature_memo_place(memo, hash);
    memo->count += hash_is_zero(place);
    *place = *hash;
}

/* --- as text ---------------------------------------------------------------------------------- */

enum { SIGNATURE_MEMO_DIGITS = 2 * HASH_SIZE };

size_t signature_memo_count(const struct signature_memo *memo)
{
    assert(memo);
    return memo->count;
}

char *signature_memo_text(const struct signature_memo *memo)
{
    assert(memo);
    char *text = li_calloc(memo->count * SIGNATURE_MEMO_DIGITS + HASH_DIGITS_SIZE, 1), *at = text;
    for (size_t i = 0; i < memo->room; i++) {
        if (hash_is_zero(&memo->places[i]))
            continue;
        hash_digits(&memo->places[i], at);
        at += SIGNATURE_MEMO_DIGITS;
    }
    return text;
}

static bool signature_memo_parse(const char *text, struct hash *out)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < SIGNATURE_MEMO_DIGITS; i++) {
        const char *digit = text[i] ? strchr(digits, text[i]) : NULL;
        if (!digit)
            return false;
        out->byte[i / 2] = (unsigned char)(out->byte[i / 2] << 4 | (digit - digits));
    }
    return !hash_is_zero(out);
}

void signature_memo_add_text(struct signature_memo *memo, const char *text)
{
    assert(memo && text);
    struct hash hash = {{0}};
    for (; signature_memo_parse(text, &hash); text += SIGNATURE_MEMO_DIGITS)
        signature_memo_add(memo, &hash);
}

/* --- verifying -------------------------------------------------------------------------------- */

static struct hash signature_memo_hash(const struct signature_public *public, const char *tag,
    const void *bytes, size_t size, const struct signature *signature)
{
    struct hasher hasher;
    hash_begin(&hasher);
    hash_add_bytes(&hasher, public->byte, SIGNATURE_PUBLIC_SIZE);
    hash_add_text(&hasher, tag);
    hash_add_bytes(&hasher, bytes, size);
    hash_add_bytes(&hasher, signature->byte, SIGNATURE_SIZE);
    return hash_end(&hasher);
}

bool signature_memo_verify(struct signature_memo *memo, const struct signature_public *public,
    const char *tag, const void *bytes, size_t size, const struct signature *signature)
{
    assert(public && tag && bytes && signature);
    if (!memo)
        return signature_verify(public, tag, bytes, size, signature);
    struct hash hash = signature_memo_hash(public, tag, bytes, size, signature);
    if (memo->count && hash_equal(signature_memo_place(memo, &hash), &hash))
        return true;
    bool right = signature_verify(public, tag, bytes, size, signature);
    if (right)
        signature_memo_add(memo, &hash);
    return right;
}
