/*
 * journal_check.h: everything that is stored of entries, recomputed.
 */
#ifndef LI_DATA_CHECK_JOURNAL_CHECK_H
#define LI_DATA_CHECK_JOURNAL_CHECK_H

#include "data/base/progress.h"
#include "data/store/store.h"

/* That the hashes, numbers and chains of entries are right; and a replay into an empty database,
   which must give the tables byte for byte, and of each entry the effect, span, state and conflicts
   by meaning. It knows the tables of data/ alone (schema_check.h compares the rest). Each finding
   is one line given to say; progress (may be NULL) counts records. An error is that the check could
   not be completed, not that it found something. */
enum li_err journal_check(struct store *store, store_prepare prepare, void *prepare_arg,
    void (*say)(void *arg, const char *finding), void *arg, progress_fn progress,
    void *progress_arg, struct li_error *err);

#endif
