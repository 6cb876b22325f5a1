/*
 * journal_as_of.h: the records as they were at an instant.
 */
#ifndef LI_DATA_JOURNAL_JOURNAL_AS_OF_H
#define LI_DATA_JOURNAL_JOURNAL_AS_OF_H

#include "data/base/progress.h"
#include "data/store/store.h"

/* The database as it was at the end of that UTC second, by the order of entries (all of them, when
   it is not before now), as a private database that is gone when the caller closes it; the journal
   does not write to it. What interrupts the original (store_on_progress) interrupts this too, until
   it is given another. Its local_ tables are those of the original, or only its facts, without
   "derived"; then progress (may be NULL) goes up to one half only. LI_USAGE: not an instant. */
enum li_err journal_as_of(struct store *store, const char *instant, struct store **out,
    store_prepare prepare, void *arg, progress_fn progress, void *progress_arg,
    struct li_error *err);

#endif
