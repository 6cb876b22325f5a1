/*
 * sync_push.h: pushes to a carrier what it lacks.
 */
#ifndef LI_DATA_SYNC_SYNC_PUSH_H
#define LI_DATA_SYNC_SYNC_PUSH_H

#include "data/sync/sync_work.h"

/* Pushes all entries that `there` does not cover, then tells the carrier what this device
   has. *went: the number of entries pushed. */
enum li_err sync_push(struct sync_work *work, struct carrier *carrier, const struct heads *there,
    size_t *went, struct li_error *err);

/* Loads what the carrier has, and saves what devices said they have. The caller frees *there by
   heads_clear, whatever is returned. */
enum li_err sync_push_ask(
    struct sync_work *work, struct carrier *carrier, struct heads *there, struct li_error *err);

#endif
