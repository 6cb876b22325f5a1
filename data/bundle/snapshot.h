/*
 * snapshot.h: a whole database for somebody who joins, in sealed parts.
 *
 * It is a copy without what is this machine's own: local_ tables are emptied. The parts are of
 * 4 MiB before they are sealed, each with its number, so that none can be left out, doubled or
 * moved. A part, in the encoding of hash.h: the text "liaise snapshot 1"; team; id of the snapshot;
 * key id; its number from 0; how many there are; entries in all; plain size; nonce; sealed size;
 * then the sealed bytes.
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
    int64_t entries; /* in all: which of two snapshots is the newer */
    int64_t plain_size;
    unsigned char nonce[SEAL_NONCE_SIZE];
    size_t header_size, sealed_size;
};

/* As bundle_header_read. */
enum li_err snapshot_header_read(
    const void *bytes, size_t size, struct snapshot_header *out, struct li_error *err);

/* Gives each part in order; what give returns ends it. The bytes are valid during the call. */
typedef enum li_err (*snapshot_give)(void *arg, const struct snapshot_header *header,
    const void *bytes, size_t size, struct li_error *err);
enum li_err snapshot_write(struct store *store, snapshot_give give, void *arg, progress_fn progress,
    void *progress_arg, struct li_error *err);

/* Parts read back into a database file beside `path`. They come in order. */
struct snapshot_reader;
struct snapshot_reader *snapshot_reader_new(const char *path, const struct id *team,
    const struct keys *keys, struct li_error *err); /* NULL on failure */
/* LI_CORRUPT, LI_REFUSED, LI_NONE: as bundle_open; nothing was written of it. */
enum li_err snapshot_reader_add(
    struct snapshot_reader *reader, const void *bytes, size_t size, struct li_error *err);
/* Once all parts are there: has prove judge the file, as `check` does, and gives it its place,
   where nothing may be yet. It is wholly there or not at all. */
typedef enum li_err (*snapshot_proof)(const char *path, void *arg, struct li_error *err);
enum li_err snapshot_reader_end(
    struct snapshot_reader *reader, snapshot_proof prove, void *arg, struct li_error *err);
void snapshot_reader_free(struct snapshot_reader *reader); /* NULL is allowed; removes what was not
                                                              put in place */

#endif
