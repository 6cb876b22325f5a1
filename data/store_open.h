/*
 * store_open.h: databases opened: judged, migrated, and given a replica name.
 *
 * It lies above the journal, since older entries are converted when a database is migrated.
 */
#ifndef LI_DATA_STORE_OPEN_H
#define LI_DATA_STORE_OPEN_H

#include "data/base/progress.h"
#include "data/store/store.h"

/* Opens path. A file that is damaged, read-only (no write permission bit counts, for root too), not
   a liaise database, newer than this program, missing, or on a full disk is refused with a message
   of its own and is not touched. *out is the caller's to store_close; NULL on failure. */
enum li_err store_open(struct store **out, const char *path, enum store_mode mode,
    store_prepare prepare, void *arg, struct li_error *err);

/* The same; progress (may be NULL) counts the entries of an older database while they are
   converted, which may take minutes. */
enum li_err store_open_with_progress(struct store **out, const char *path, enum store_mode mode,
    store_prepare prepare, void *arg, progress_fn progress, void *progress_arg,
    struct li_error *err);

/* A database_restore_proof that opens the database and checks it (database_check.h). arg is not
   used. */
enum li_err store_open_proof(const char *path, void *arg, struct li_error *err);

#endif
