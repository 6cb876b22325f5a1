/*
 * milestone.h: a step on the way to a goal.
 */
#ifndef LI_CORE_KIND_MILESTONE_H
#define LI_CORE_KIND_MILESTONE_H

#include "core/schema/kind.h"

/* clang-format off */
#define MILESTONE_FIELDS(F) \
    F(MILESTONE_GOAL, .name = "goal", .label = "Goal", .type = FIELD_REF, \
        .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_INVALIDATES, .ref = "goal", .width = 30, \
        .help = "Goal it belongs to.") \
    F(MILESTONE_TITLE, .name = "title", .label = "Title", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED, .width = 36, \
        .help = "Title of the milestone.") \
    F(MILESTONE_DUE, .name = "due", .label = "Due date", .type = FIELD_DAY, .flags = FIELD_LISTED, \
        .help = "Date it should be completed.") \
    F(MILESTONE_DONE_ON, .name = "done_on", .label = "Date completed", .type = FIELD_DAY, \
        .flags = FIELD_LISTED | FIELD_NOT_FUTURE, \
        .help = "Date it was completed.")
/* clang-format on */

enum milestone_field { MILESTONE_FIELDS(KIND_ENUM) MILESTONE_FIELD_COUNT };

extern const struct kind kind_milestone;

#endif
