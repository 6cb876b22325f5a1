/*
 * sync_pull.h: what a carrier gives, verified, judged and merged.
 */
#ifndef LI_DATA_SYNC_SYNC_PULL_H
#define LI_DATA_SYNC_SYNC_PULL_H

#include "data/sync/sync_work.h"

/* remember: what can't be taken is noted, and told once (aside.h); else it is told now. What was
   merged before a failure stays. */
enum li_err sync_pull(
    struct sync_work *work, struct carrier *carrier, bool remember, struct li_error *err);

#endif
