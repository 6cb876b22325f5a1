/*
 * kinds.c: the record kinds there are.
 */
#include "core/kind/kinds.h"
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/area.h"
#include "core/kind/assignment.h"
#include "core/kind/attendance.h"
#include "core/kind/commitment.h"
#include "core/kind/country.h"
#include "core/kind/decision.h"
#include "core/kind/distinction.h"
#include "core/kind/event.h"
#include "core/kind/goal.h"
#include "core/kind/membership.h"
#include "core/kind/milestone.h"
#include "core/kind/person.h"
#include "core/kind/plan.h"
#include "core/kind/progress.h"
#include "core/kind/region.h"
#include "core/kind/resource.h"
#include "core/kind/role.h"
#include "core/kind/snooze.h"
#include "core/kind/state.h"
#include "core/kind/target.h"
#include "core/kind/view.h"

/* In the order of foreign keys: a kind comes after those it refers to, its own kind aside. */
static const struct kind *const kinds_all[] = {&kind_area, &kind_country, &kind_region, &kind_state,
    &kind_role, &kind_affiliate, &kind_person, &kind_assignment, &kind_agreement, &kind_commitment,
    &kind_plan, &kind_goal, &kind_target, &kind_milestone, &kind_progress, &kind_event,
    &kind_attendance, &kind_activity, &kind_membership, &kind_resource, &kind_view, &kind_snooze,
    &kind_distinction, &kind_decision};

void kinds_begin(void)
{
    kind_register(kinds_all, sizeof kinds_all / sizeof kinds_all[0]);
}
