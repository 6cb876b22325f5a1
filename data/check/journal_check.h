/*
 * journal_check.h: checks the journal, and that the records are what it makes of them.
 */
#ifndef LI_DATA_CHECK_JOURNAL_CHECK_H
#define LI_DATA_CHECK_JOURNAL_CHECK_H

#include "data/base/progress.h"
#include "data/store/store.h"

/* Checks the hash, number and predecessor of each entry, and replays all entries into an empty
   database. The replay must give the same tables, byte for byte, and for each entry an effect,
   span, state and conflicts of the same meaning. Only the tables of data/ are compared
   (schema_check.h compares the rest). say is called with each finding, one line; progress (may be
   NULL) counts records. An error means that the check could not be completed, not that it found
   something. */
enum li_err journal_check(struct store *store, store_prepare prepare, void *prepare_arg,
    void (*say)(void *arg, const char *finding), void *arg, progress_fn progress,
    void *progress_arg, struct li_error *err);

#endif
