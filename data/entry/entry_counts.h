/*
 * entry_counts.h: which entries count: only they change the tables.
 *
 * An entry counts when all of these hold, and waits until then:
 *   - all of its group is here;
 *   - it is not dated more than ten minutes ahead of this machine's clock, or is this database's
 *     own, or has counted before: a clock set back makes nothing vanish;
 *   - its replica may write, where the database shares with a team (local_standing, local_led);
 *   - no entry of a replica that may write stands for it.
 * A team's act counts when it is due: what comes of it data/sync judges.
 */
#ifndef LI_DATA_ENTRY_ENTRY_COUNTS_H
#define LI_DATA_ENTRY_ENTRY_COUNTS_H

#include "data/entry/entry.h"

/* Of the entry sort, replica, group, hash, hlc and state matter. */
enum li_err entry_counts(
    struct store *store, const struct entry *entry, bool *counts, struct li_error *err);

/* Whether it takes back an entry that is earlier and counts, as an undo does. */
enum li_err entry_reverts_earlier(
    struct store *store, const struct entry *entry, bool *reverts, struct li_error *err);

/* *name becomes the name of the last entry of its group, where it has a group. */
enum li_err entry_group_last(struct store *store, struct entry_name *name, struct li_error *err);

/* The fact (data/database/fact.h) that is not empty while entries may be marked otherwise than who
   may write now makes them: whoever changed that has not come to it, and the next sync does. */
#define ENTRY_COUNTS_STALE "standing"

#endif
