/*
 * conflicts_decide.h: saves decisions on conflicting edits, as one entry that can be undone.
 */
#ifndef LI_CORE_SYNC_CONFLICTS_DECIDE_H
#define LI_CORE_SYNC_CONFLICTS_DECIDE_H

#include "core/kind/decision.h"
#include "core/sync/conflicts.h"

/* Whether the two values are texts that can be combined into one. */
bool conflicts_decide_combines(const struct conflicts_item *item);

/* Saves a decision on each item, and applies it: DECISION_TAKE sets the field to the lost value,
   and restores a record that is gone together with what it refers to; DECISION_COMBINE sets the
   field of the one item to text, as a person types it (else NULL). Each item must have been loaded
   and described (conflicts_load, conflicts_describe). An item that is no longer open is skipped.
   LI_REFUSED, and nothing is written: none is open, a record was changed since, or the lost value
   breaks a rule of its kind. */
enum li_err conflicts_decide(struct context *context, struct conflicts_item *const *items,
    size_t count, enum decision decision, const char *text, struct li_error *err);

#endif
