/*
 * sync_push.h: what a carrier lacks, pushed to it.
 */
#ifndef LI_DATA_SYNC_SYNC_PUSH_H
#define LI_DATA_SYNC_SYNC_PUSH_H

#include "data/sync/sync_work.h"

/* All that is here and is not among there; then the carrier is told what this device has. *went:
   how many entries. */
enum li_err sync_push(struct sync_work *work, struct carrier *carrier, const struct heads *there,
    size_t *went, struct li_error *err);

/* What lies at the carrier; what devices said they have is saved. The caller frees *there by
   heads_clear, whatever is returned. */
enum li_err sync_push_ask(
    struct sync_work *work, struct carrier *carrier, struct heads *there, struct li_error *err);

#endif
