/*
 * sync_snapshot.h: puts a snapshot on a carrier where a new member would need one.
 */
#ifndef LI_DATA_SYNC_SYNC_SNAPSHOT_H
#define LI_DATA_SYNC_SYNC_SNAPSHOT_H

#include "data/sync/sync_work.h"

/* Only on an administrator's device: if the carrier's newest snapshot is 20 000 entries behind or,
   where the options ask for one, if none there is sealed under the newest team key. */
enum li_err sync_snapshot(struct sync_work *work, struct carrier *carrier, struct li_error *err);

#endif
