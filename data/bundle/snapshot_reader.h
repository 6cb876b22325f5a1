/*
 * snapshot_reader.h: a database made of the parts of a snapshot (snapshot.h).
 *
 * Whoever has the team key can make a snapshot. So the entries in it are judged like those of
 * bundles: prove has to ask for signatures, too (team_check.h).
 */
#ifndef LI_DATA_BUNDLE_SNAPSHOT_READER_H
#define LI_DATA_BUNDLE_SNAPSHOT_READER_H

#include "data/bundle/snapshot.h"
#include "data/database/database_restore.h"

/* Parts read back into a file beside `path`, where nothing may be yet. They come in order. */
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
    struct snapshot_reader *reader, database_restore_proof prove, void *arg, struct li_error *err);
void snapshot_reader_free(struct snapshot_reader *reader); /* NULL is allowed; removes what was not
                                                              put in place */

#endif
