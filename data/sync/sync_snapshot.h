/*
 * sync_snapshot.h: a snapshot put at a carrier, where a joiner would need one.
 */
#ifndef LI_DATA_SYNC_SYNC_SNAPSHOT_H
#define LI_DATA_SYNC_SYNC_SNAPSHOT_H

#include "data/sync/sync_work.h"

/* By an administrator's device: where the newest there is 20 000 entries behind; or, if the work's
   options ask for one, where none is there that the newest key opens. */
enum li_err sync_snapshot(struct sync_work *work, struct carrier *carrier, struct li_error *err);

#endif
