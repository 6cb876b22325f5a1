/*
 * journal_as_of.h: the database as it was at a past instant.
 */
#ifndef LI_DATA_JOURNAL_JOURNAL_AS_OF_H
#define LI_DATA_JOURNAL_JOURNAL_AS_OF_H

#include "data/base/progress.h"
#include "data/store/store.h"

/* Opens the database as it was at the end of that UTC second, by the order of entries, as a private
   copy that is deleted when the caller closes it. An instant that is not in the past gives all
   entries. The copy is read-only to the journal, and is interrupted by what interrupts the original
   (store_on_progress), until that is replaced. Its local_ tables are copies of the original's, or
   it has only the facts, except "derived"; then progress (may be NULL) ends at one half, and the
   other half is for rebuilding the cache. LI_USAGE: the text is not an instant. */
enum li_err journal_as_of(struct store *store, const char *instant, struct store **out,
    store_prepare prepare, void *arg, progress_fn progress, void *progress_arg,
    struct li_error *err);

#endif
