/*
 * told_heads.h: what each device says it has, its vector: sealed for sending, and saved here, one
 * row a device (local_told).
 *
 * It shows who lacks what, so that a withheld bundle is noticed and a mailed file can be limited to
 * what its receiver lacks. Nothing else relies on it.
 */
#ifndef LI_DATA_CARRIER_TOLD_HEADS_H
#define LI_DATA_CARRIER_TOLD_HEADS_H

#include "data/base/bytes.h"
#include "data/branch/heads.h"
#include "data/carrier/carrier.h"
#include "data/team/keys.h"

/* Seals this device's vector for the carrier, and adds the bytes to *out. LI_NONE: there is no team
   key here. */
enum li_err told_heads_seal(const struct carrier *carrier, const struct heads *heads,
    struct bytes *out, struct li_error *err);
/* Opens a sealed vector. LI_CORRUPT: it is not one of this team; LI_NONE: its key is not here. The
   caller frees *out by heads_clear, whatever is returned. */
enum li_err told_heads_open(const void *bytes, size_t size, const struct id *team,
    const struct keys *keys, struct id *device, struct heads *out, struct li_error *err);

/* What a device said it has. */
struct told_heads {
    struct id device;
    struct heads heads;
};

/* Saves what devices said. A carrier may give an old vector again: of each replica, the head with
   the higher number stays. The heads become what is saved, sorted. Works inside or outside a
   transaction. */
enum li_err told_heads_save(
    struct store *store, struct told_heads *told, size_t count, struct li_error *err);
/* Empty: it was never heard of. The caller frees *out by heads_clear, whatever is returned. */
enum li_err told_heads_load(
    struct store *store, const struct id *device, struct heads *out, struct li_error *err);

/* What the vector is known by: equal sets of heads have equal hashes. */
struct hash told_heads_hash(const struct heads *heads);

/* Of many new vectors a sync reads some, beginning anywhere, so that each has its turn: all of a
   thousand devices would be a thousand times a thousand heads at each sync. Chooses among count of
   them; returns how many it chose, and which. */
enum { TOLD_HEADS_MOST = 32 };
size_t told_heads_choose(size_t count, size_t which[TOLD_HEADS_MOST]);

#endif
