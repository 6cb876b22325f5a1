/*
 * journal_merge.h: entries from elsewhere imported.
 */
#ifndef LI_DATA_JOURNAL_JOURNAL_MERGE_H
#define LI_DATA_JOURNAL_JOURNAL_MERGE_H

#include "data/entry/entry.h"

struct journal_merged {
    size_t taken, known;
    size_t conflicts; /* values and records that lost, and did not before */
    size_t waiting;   /* of the entries taken */
};

/* Imports entries, in any order, known ones included. Refused whole, with nothing imported: entries
   after a gap, naming it; any that does not match its hash, or cannot be read. Two that have one
   number are two branches, and both stay; where one is this replica's own and was not known, a copy
   of this database went on writing, and this one goes on under a new name. Entries that waited
   before are looked at again, so count 0 has its use. */
enum li_err journal_merge(struct store *store, const struct entry *entries, size_t count,
    struct journal_merged *out, struct li_error *err);

/* Whether the record waits: no entry here ever added it, so that what names it was left out only
   until the entry that adds it arrives. */
bool journal_merge_waits_for(struct store *store, const char *table, const struct id *id);

#endif
