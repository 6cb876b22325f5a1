/*
 * heads.h: how far the entries of each replica go: the last entry of each of its branches.
 */
#ifndef LI_DATA_BRANCH_HEADS_H
#define LI_DATA_BRANCH_HEADS_H

#include "data/entry/entry.h"

/* {0} is empty. In no order. */
struct heads {
    struct entry_name *items;
    size_t count, room;
};

/* All branches that are here. It costs by them and by what was added since heads_save. */
enum li_err heads_load(struct store *store, struct heads *out, struct li_error *err);
/* Remembers them, unless little was added since. */
enum li_err heads_save(struct store *store, struct li_error *err);
void heads_add(struct heads *heads, const struct entry_name *name); /* unless it is there */
bool heads_have(const struct heads *heads, const struct hash *hash);
bool heads_are_same(const struct heads *a, const struct heads *b);
void heads_clear(struct heads *heads);

/* The bytes of a vector, for a carrier to keep, and back. LI_CORRUPT: they are none. */
struct bytes;
void heads_encode(const struct heads *heads, struct bytes *out);
enum li_err heads_parse(const void *bytes, size_t size, struct heads *out, struct li_error *err);

#endif
