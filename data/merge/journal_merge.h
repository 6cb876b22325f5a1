/*
 * journal_merge.h: entries from elsewhere imported, one after another.
 *
 *     struct journal_merge *merge = journal_merge_new(store, err);
 *     while (...)
 *         journal_merge_add(merge, &entry, err); // refuses this one, or goes on
 *     code = journal_merge_end(merge, &merged, err);
 *     journal_merge_free(merge);
 *
 * They are committed some thousands at a time, so that memory stays flat and no lock is held while
 * the caller waits for more; what was committed stays, whatever happens after. After each commit
 * the tables are what all entries here that count make of them in their order.
 */
#ifndef LI_DATA_MERGE_JOURNAL_MERGE_H
#define LI_DATA_MERGE_JOURNAL_MERGE_H

#include "data/entry/entry.h"

struct journal_merged {
    size_t taken, known, refused;
    size_t conflicts; /* values and records that lost, and did not before */
    size_t waiting;   /* entries that do not count yet, whenever they came */
};

/* NULL on failure. The caller frees it; what was not ended is lost but for what was committed. */
struct journal_merge *journal_merge_new(struct store *store, struct li_error *err);
void journal_merge_free(struct journal_merge *merge); /* NULL is allowed */

/* Imports an entry, known ones included, in any order in which each comes after the one before it.
   It is copied. LI_REFUSED or LI_CORRUPT: this one is left out, since it follows one that is not
   here, is damaged, or was written by a newer version; *err says which and why, and the rest goes
   on. Any failure else is not of the entry: nothing can be added any more, and what was not
   committed is lost.
   Two entries that have one number are two branches, and both stay; where one is this replica's own
   and was not known, a copy of this database went on writing, and this one goes on under a new
   name. */
enum li_err journal_merge_add(
    struct journal_merge *merge, const struct entry *entry, struct li_error *err);

/* Commits the rest, and puts in what waited for its day. *out is what was committed, also on
   failure. */
enum li_err journal_merge_end(
    struct journal_merge *merge, struct journal_merged *out, struct li_error *err);

/* After a change of local_standing or local_led: takes out what counts no longer, and puts in what
   counts by now. */
enum li_err journal_merge_rejudge(struct store *store, struct li_error *err);

#endif
