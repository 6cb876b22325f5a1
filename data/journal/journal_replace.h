/*
 * journal_replace.h: entries that were given away, written again by this database under a new name.
 */
#ifndef LI_DATA_JOURNAL_JOURNAL_REPLACE_H
#define LI_DATA_JOURNAL_JOURNAL_REPLACE_H

#include "data/entry/entry.h"

/* Inside a transaction, with the gate open: goes on under a new name, and writes each of the
   entries of records, which are this database's own and in their order, once more: dated from hlc
   on, and standing for the one it replaces, which counts no more, here or anywhere. Acts of the
   team stay as they are. *next: the hlc after the last. */
enum li_err journal_replace_entries(struct store *store, const struct hash *hashes, size_t count,
    uint64_t hlc, uint64_t *next, struct li_error *err);

#endif
