/*
 * sync_work.h: a sync under way, for sync.c, sync_pull.c, sync_push.c and sync_snapshot.c.
 */
#ifndef LI_DATA_SYNC_SYNC_WORK_H
#define LI_DATA_SYNC_SYNC_WORK_H

#include "data/carrier/carrier.h"
#include "data/sync/sync.h"

struct sync_work {
    struct store *store;
    const struct sync_options *options;
    struct sync_result *result;
};

/* Adds a sentence to the result, which then owns text. */
void sync_work_say(struct sync_work *work, bool failed, char *text);

/* Saves the team as the acts that are here make it, and writes the acts that this device owes. */
enum li_err sync_work_update_team(struct sync_work *work, struct li_error *err);

#endif
