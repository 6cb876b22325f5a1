/*
 * target_write.h: what is written with a target, and with a goal that has targets.
 */
#ifndef LI_CORE_KIND_TARGET_WRITE_H
#define LI_CORE_KIND_TARGET_WRITE_H

#include "core/record/record.h"

/* The plan and the goal that a target refers to. False: not to both yet. */
bool target_write_refs(const struct record *target, struct id *plan, struct id *goal);

/* The id of a record that follows from two others, the same on every computer: it sorts as source
   does. kind is the new record's. */
struct id target_write_id_from(const char *kind, const struct id *of, const struct id *source);

/* The id of a new target of the goal in the plan: the first that follows from both and is free,
   since an archived target keeps its own. */
struct id target_write_id(struct store *store, const struct id *plan, const struct id *goal);

/* kind_target's before_write: a new target gets that id. */
enum li_err target_write_before(struct store *store, struct record *target, struct li_error *err);

/* kind_goal's follow. The plan that is set gets a target, and the plan that was set before keeps
   its own; when the plan is cleared, its target is archived. Open targets on the straight line from
   baseline to target stay on it when the line changes. */
enum li_err target_write_follow(
    struct store *store, const struct record *goal, struct li_error *err);

#endif
