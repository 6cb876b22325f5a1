/*
 * milestone.c: the steps on the way to goals.
 */
#include "core/kind/milestone.h"

static const struct field milestone_fields[] = {MILESTONE_FIELDS(KIND_ENTRY)};

const struct kind kind_milestone = {
    .name = "milestone",
    .plural = "milestones",
    .label = "Milestone",
    .labels = "Milestones",
    .help = "A step toward a goal.",
    .fields = milestone_fields,
    .field_count = MILESTONE_FIELD_COUNT,
    .stored_count = MILESTONE_FIELD_COUNT,
    .title = "r.title",
    .code = -1,
    .sort = "due,title",
};
