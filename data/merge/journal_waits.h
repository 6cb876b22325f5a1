/*
 * journal_waits.h: records that entries refer to and that may still arrive.
 */
#ifndef LI_DATA_MERGE_JOURNAL_WAITS_H
#define LI_DATA_MERGE_JOURNAL_WAITS_H

#include "data/store/store.h"

/* *waits: no stored entry ever added the record. If so, a reference to it was left out only until
   the entry that adds it arrives. */
enum li_err journal_waits_for(
    struct store *store, const char *table, const struct id *id, bool *waits, struct li_error *err);

#endif
