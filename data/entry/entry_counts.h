/*
 * entry_counts.h: which entries count. Only those change the tables.
 *
 * An entry counts if all of these hold; until then it waits:
 *   - its group is complete;
 *   - it is due: dated no more than ten minutes ahead of this machine's clock, or written by this
 *     database, or already applied, so that setting the clock back makes nothing vanish;
 *   - its replica may write, if the database shares with a team (local_standing, local_led);
 *   - no entry of a replica that may write replaces it (stands_for).
 * An act of the team counts as soon as it is due; data/team decides what it changes.
 */
#ifndef LI_DATA_ENTRY_ENTRY_COUNTS_H
#define LI_DATA_ENTRY_ENTRY_COUNTS_H

#include "data/entry/entry.h"

/* Only sort, replica, group, hash, hlc and state of the entry are read. */
enum li_err entry_counts(
    struct store *store, const struct entry *entry, bool *counts, struct li_error *err);

/* Whether it is an undo of an entry that is earlier and counts. */
enum li_err entry_reverts_earlier(
    struct store *store, const struct entry *entry, bool *reverts, struct li_error *err);

/* If the entry is in a group, *name becomes the name of the last entry of the group that is here.
   Otherwise it is unchanged. */
enum li_err entry_group_last(struct store *store, struct entry_name *name, struct li_error *err);

/* The name of a fact (data/database/fact.h). It is not empty while the states of entries may lag
   behind a change in who may write; the next sync corrects them. */
#define ENTRY_COUNTS_STALE "standing"

#endif
