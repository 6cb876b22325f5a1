/*
 * snapshot_reader.h: makes a database from the parts of a snapshot (snapshot.h).
 *
 * Anyone with the team key can make a snapshot, so its entries are judged like those of bundles:
 * prove must check signatures, too (team_check.h).
 */
#ifndef LI_DATA_BUNDLE_SNAPSHOT_READER_H
#define LI_DATA_BUNDLE_SNAPSHOT_READER_H

#include "data/bundle/snapshot.h"
#include "data/database/database_restore.h"

/* Writes parts, given in order, to a file beside `path`, where nothing may exist yet. */
struct snapshot_reader;
struct snapshot_reader *snapshot_reader_new(const char *path, const struct id *team,
    const struct keys *keys, struct li_error *err); /* NULL on failure */
/* LI_CORRUPT, LI_REFUSED, LI_NONE: as bundle_open; the part was not written. */
enum li_err snapshot_reader_add(
    struct snapshot_reader *reader, const void *bytes, size_t size, struct li_error *err);
/* After the last part: has prove judge the file, as `check` does, and moves it to `path`, wholly
   or not at all. */
enum li_err snapshot_reader_end(
    struct snapshot_reader *reader, database_restore_proof prove, void *arg, struct li_error *err);
/* NULL is allowed. Removes the file if it was not moved. */
void snapshot_reader_free(struct snapshot_reader *reader);

#endif
