/*
 * journal_replace.h: writes shared entries of this database again, under a new name.
 */
#ifndef LI_DATA_JOURNAL_JOURNAL_REPLACE_H
#define LI_DATA_JOURNAL_JOURNAL_REPLACE_H

#include "data/entry/entry.h"

/* Inside a transaction, with the gate open: gives this database a new name and writes each of the
   entries again, dated from hlc on. The new entry replaces the old one (stands_for), which then no
   longer counts, here or in any other database. The entries must have been written here, and be in
   order. Acts of the team are not written again. *next becomes the hlc after the last one given. */
enum li_err journal_replace_entries(struct store *store, const struct hash *hashes, size_t count,
    uint64_t hlc, uint64_t *next, struct li_error *err);

#endif
