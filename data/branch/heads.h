/*
 * heads.h: the heads of a database: the last entry of each branch of each replica. They say which
 * entries it has.
 */
#ifndef LI_DATA_BRANCH_HEADS_H
#define LI_DATA_BRANCH_HEADS_H

#include "data/entry/entry.h"

/* {0} is empty. The items are in no particular order. */
struct heads {
    struct entry_name *items;
    size_t count, room;
};

/* Loads the heads of all branches. The cost grows with their number, and with the entries added
   since heads_save. The caller calls heads_clear(out), also after a failure. */
enum li_err heads_load(struct store *store, struct heads *out, struct li_error *err);
/* Saves the heads for the next heads_load, in a transaction of its own, unless few entries were
   added since the last time. */
enum li_err heads_save(struct store *store, struct li_error *err);
void heads_add(struct heads *heads, const struct entry_name *name); /* no effect if it is there */
void heads_append(struct heads *heads, const struct entry_name *name); /* it is not there */
bool heads_have(const struct heads *heads, const struct hash *hash);
bool heads_are_same(const struct heads *a, const struct heads *b);
void heads_clear(struct heads *heads); /* empties it and frees its memory */

/* Heads as bytes that a carrier stores, appended to *out, and back. LI_CORRUPT: the bytes are not
   heads; *out is empty. */
struct bytes;
void heads_encode(const struct heads *heads, struct bytes *out);
enum li_err heads_parse(const void *bytes, size_t size, struct heads *out, struct li_error *err);

#endif
