/*
 * plan_find.h: an affiliate's plans by year.
 */
#ifndef LI_CORE_PLAN_PLAN_FIND_H
#define LI_CORE_PLAN_PLAN_FIND_H

#include "core/context/year.h"
#include "core/record/record.h"

/* The affiliate's plan for a year. LI_NONE: there is none, or it is archived. */
enum li_err plan_find(struct context *context, const struct id *affiliate, int year, struct id *out,
    struct li_error *err);

/* The plan of the latest year before, for the caller to free; NULL: there is none. */
enum li_err plan_find_before(struct context *context, const struct id *affiliate,
    const struct year *year, struct record **out, struct li_error *err);

/* LI_REFUSED: the affiliate has a plan for the year, which is named. */
enum li_err plan_refuse_second(
    struct context *context, const struct id *affiliate, int year, struct li_error *err);

/* The id for a new plan: the same on every computer that drafts it, unless an archived plan has
   it. */
struct id plan_find_id(struct context *context, const struct id *affiliate, int year);

/* "Draft 2027 plan for CAMA", with the verb given. The caller frees it. */
char *plan_heading(struct context *context, const char *verb, const struct record *plan);

#endif
