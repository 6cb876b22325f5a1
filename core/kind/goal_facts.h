/*
 * goal_facts.h: what is known of a goal, loaded for the functions of core/health/goal_health.h.
 */
#ifndef LI_CORE_KIND_GOAL_FACTS_H
#define LI_CORE_KIND_GOAL_FACTS_H

#include "core/context/context.h"

/* LI_NONE: there is no such goal. */
enum li_err goal_facts_load(
    struct context *context, const struct id *goal, struct goal_facts *out, struct li_error *err);

#endif
