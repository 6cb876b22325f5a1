/*
 * snapshot.h: a whole database for a new member, in sealed parts.
 *
 * It is a copy without this machine's own data: local_ tables are emptied. Each part is up to 4 MiB
 * before it is sealed, and has its number, so that none can be left out, repeated or moved. A part,
 * in the encoding of hash.h: the text "liaise snapshot 1"; team; id of the snapshot; key id; its
 * number from 0; how many there are; entries in all; plain size; nonce; sealed size; then the
 * sealed bytes.
 */
#ifndef LI_DATA_BUNDLE_SNAPSHOT_H
#define LI_DATA_BUNDLE_SNAPSHOT_H

#include "data/base/bytes.h"
#include "data/base/progress.h"
#include "data/team/keys.h"

enum { SNAPSHOT_PART_SIZE = 4 << 20 };

struct snapshot_header {
    struct id team, snapshot, key;
    int64_t part, parts;
    int64_t entries; /* in the whole snapshot; the one with more is newer */
    int64_t plain_size;
    unsigned char nonce[SEAL_NONCE_SIZE];
    size_t header_size, sealed_size;
};

/* Returns what bundle_header_read does. */
enum li_err snapshot_header_read(
    const void *bytes, size_t size, struct snapshot_header *out, struct li_error *err);

/* Adds the bytes of a header to *out. */
void snapshot_header_encode(const struct snapshot_header *header, struct bytes *out);

/* Signs the last own entries, so that a new member can tell all of them from forged ones, then
   gives each part in order. A failure of give ends it, and is returned. The bytes are valid during
   the call. progress (may be NULL) counts parts. */
typedef enum li_err (*snapshot_give)(void *arg, const struct snapshot_header *header,
    const void *bytes, size_t size, struct li_error *err);
enum li_err snapshot_write(struct store *store, snapshot_give give, void *arg, progress_fn progress,
    void *progress_arg, struct li_error *err);

#endif
