/*
 * journal_merge.h: merges entries from other databases, given one after another.
 *
 *     struct journal_merge *merge = journal_merge_new(store, err);
 *     while (...)
 *         journal_merge_add(merge, &entry, err); // an entry may be left out
 *     code = journal_merge_end(merge, &merged, err);
 *     journal_merge_free(merge);
 *
 * Entries are committed a few thousand at a time, so that memory stays flat and no lock is held
 * while the caller waits for more. What was committed stays, whatever happens later. After each
 * commit, the tables are what all entries stored here that count make of them, in order.
 */
#ifndef LI_DATA_MERGE_JOURNAL_MERGE_H
#define LI_DATA_MERGE_JOURNAL_MERGE_H

#include "data/entry/entry.h"

struct journal_merged {
    size_t taken, known, refused; /* entries: new here, stored here before, left out */
    size_t acts;                  /* of the team, among those taken */
    size_t conflicts;             /* how many more conflicts are stored than before */
    size_t waiting;               /* all stored entries that do not count, new or not */
};

/* NULL on failure. The caller frees it. Entries not committed by then are lost. */
struct journal_merge *journal_merge_new(struct store *store, struct li_error *err);
void journal_merge_free(struct journal_merge *merge); /* NULL is allowed */

/* Saves who may write, by all acts of the team that are stored. *changed: other entries may count
   now than before. */
typedef enum li_err (*journal_merge_judge)(
    struct store *store, bool *changed, struct li_error *err);

/* Has the team judged in each transaction that stores acts, before its other entries: so these
   count at once if an act lets them. Without it they wait for journal_merge_rejudge. */
void journal_merge_set_judge(struct journal_merge *merge, journal_merge_judge judge);

/* Adds a copy of an entry, which may be known already. Each must come after the one before it on
   its branch; otherwise any order will do. LI_REFUSED or LI_CORRUPT: this entry was left out,
   because the one before it is missing, it is damaged, or a newer version wrote it; *err names it
   and says why, and more can be added. After any other failure nothing can be added, and what was
   not committed is lost.
   Two entries with the same number are two branches, and both stay. An unknown entry with this
   replica's name means that a copy of this database has written entries; this database then gets a
   new name. */
enum li_err journal_merge_add(
    struct journal_merge *merge, const struct entry *entry, struct li_error *err);

/* Commits the rest, and applies waiting entries that are now due. *out counts what was committed,
   also after a failure. */
enum li_err journal_merge_end(
    struct journal_merge *merge, struct journal_merged *out, struct li_error *err);

/* After a change of local_standing or local_led: takes out entries that no longer count, and
   applies those that now do. */
enum li_err journal_merge_rejudge(struct store *store, struct li_error *err);

#endif
