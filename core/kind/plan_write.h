/*
 * plan_write.h: what is written with a plan that is agreed: its goals are drafts no longer.
 */
#ifndef LI_CORE_KIND_PLAN_WRITE_H
#define LI_CORE_KIND_PLAN_WRITE_H

#include "core/kind/target.h"
#include "core/record/record.h"

/* SQL, after FROM: the draft goals of a plan, whose id is parameter 1. */
#define PLAN_DRAFTED_SQL                                                                           \
    "goal WHERE id IN (" PLAN_GOALS_SQL("?1") ") AND state = 'draft' AND archived_on IS NULL"

/* Opens the draft goals of the plan. For a journal_fn. */
enum li_err plan_write_open_drafted(
    struct store *store, const struct id *plan, struct li_error *err);

/* kind_plan's before_write: a plan that becomes agreed, however that comes about, gets today as its
   date agreed unless it has one, and its draft goals are opened. */
enum li_err plan_write_before(struct store *store, struct record *plan, struct li_error *err);

#endif
