/*
 * sync_work.h: a sync under way, for sync.c, sync_pull.c, sync_push.c and sync_snapshot.c.
 */
#ifndef LI_DATA_SYNC_SYNC_WORK_H
#define LI_DATA_SYNC_SYNC_WORK_H

#include "data/carrier/carrier.h"
#include "data/sync/sync.h"
#include "data/team/team.h"

struct sync_work {
    struct store *store;
    const struct sync_options *options;
    struct sync_result *result;
    struct team team; /* by the acts that are here; no devices: the founding act is not */
};

void sync_work_clear(struct sync_work *work); /* frees the team */

/* Adds a sentence to the result, which then owns text. */
void sync_work_say(struct sync_work *work, bool failed, char *text);

/* Judges the team by the acts that are here, saves what follows, and writes the acts that this
   device owes. To be called before the team is used, and after entries were merged. */
enum li_err sync_work_update_team(struct sync_work *work, struct li_error *err);

#endif
