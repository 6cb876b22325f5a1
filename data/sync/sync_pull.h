/*
 * sync_pull.h: verifies, judges and merges what a carrier gives.
 */
#ifndef LI_DATA_SYNC_SYNC_PULL_H
#define LI_DATA_SYNC_SYNC_PULL_H

#include "data/sync/sync_work.h"

/* remember: a bundle that can't be taken is recorded, and reported once (aside.h); else it is
   reported now. What was merged before a failure stays. */
enum li_err sync_pull(
    struct sync_work *work, struct carrier *carrier, bool remember, struct li_error *err);

#endif
