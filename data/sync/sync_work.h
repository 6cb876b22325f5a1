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
    struct id own;    /* this database's replica when it was judged */
};

void sync_work_clear(struct sync_work *work); /* frees the team */

/* Adds a sentence to the result, which then owns text. */
void sync_work_say(struct sync_work *work, bool failed, char *text);

/* Judges the team by the acts that are here, saves what follows, and writes the acts that this
   device owes. To be called before the team is used, and after acts were merged; after other
   entries, if they may change it. */
enum li_err sync_work_update_team(struct sync_work *work, struct li_error *err);
/* Whether entries that are no acts may: where a role changed, or the founding act is missing, or
   this database goes on under a new name. */
bool sync_work_may_change_team(const struct sync_work *work);

#endif
