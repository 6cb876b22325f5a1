/*
 * hash.h: BLAKE2b-256 over values in one canonical encoding, by which every machine knows an entry.
 *
 * The encoding: an integer is 8 bytes, the highest first; a text or blob is its length as such an
 * integer, then its bytes; NULL is the length 2^64 - 1, and nothing after it, so that it is not the
 * empty text. So no two lists of values share an encoding.
 *
 *     struct hasher hasher;
 *     hash_begin(&hasher);
 *     hash_add_int(&hasher, 12);
 *     hash_add_text(&hasher, "Taituarā");
 *     struct hash hash = hash_end(&hasher);
 */
#ifndef LI_DATA_BASE_HASH_H
#define LI_DATA_BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HASH_SIZE = 32, HASH_DIGITS_SIZE = 65 };

struct hash {
    unsigned char byte[HASH_SIZE];
};

/* A hash in progress: begin, add, end. Nothing in it needs freeing. */
struct hasher {
    _Alignas(64) unsigned char state[384];
};

void hash_begin(struct hasher *hasher);
void hash_add_int(struct hasher *hasher, int64_t value);
void hash_add_bytes(
    struct hasher *hasher, const void *bytes, size_t size);  /* bytes NULL: adds NULL */
void hash_add_text(struct hasher *hasher, const char *text); /* NULL: adds NULL */
struct hash hash_end(struct hasher *hasher);

bool hash_equal(const struct hash *a, const struct hash *b);
bool hash_is_zero(const struct hash *hash); /* means "no hash" */
int hash_compare(const struct hash *a, const struct hash *b);

/* Writes its 64 hexadecimal digits and a NUL. Returns out. */
const char *hash_digits(const struct hash *hash, char out[HASH_DIGITS_SIZE]);

#endif
