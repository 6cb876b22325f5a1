/*
 * conflicts_decide.h: conflicting edits decided, as one entry that can be undone.
 */
#ifndef LI_CORE_SYNC_CONFLICTS_DECIDE_H
#define LI_CORE_SYNC_CONFLICTS_DECIDE_H

#include "core/kind/decision.h"
#include "core/sync/conflicts.h"

/* Whether two texts of the field can be made one. */
bool conflicts_decide_combines(const struct conflicts_item *item);

/* Saves what was decided on each item, and with it what follows: DECISION_TAKE sets the field to
   what lost, and brings back a record that is gone together with what it refers to;
   DECISION_COMBINE sets the field of the one item to text, as a person types it (else NULL). Loser
   and current of each item are known, as conflicts_describe and conflicts_load leave them. An item
   that is not open any more is passed over; LI_REFUSED when none is, when a record was changed
   since, or when what is taken breaks a rule of its kind; then nothing is written. */
enum li_err conflicts_decide(struct context *context, struct conflicts_item *const *items,
    size_t count, enum decision decision, const char *text, struct li_error *err);

#endif
