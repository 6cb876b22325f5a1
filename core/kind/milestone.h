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
        .help = "The goal it is a step of.") \
    F(MILESTONE_TITLE, .name = "title", .label = "Title", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED, .width = 36, \
        .help = "What is to be done.") \
    F(MILESTONE_DUE, .name = "due", .label = "Due", .type = FIELD_DAY, .flags = FIELD_LISTED, \
        .help = "The day it should be done.") \
    F(MILESTONE_DONE_ON, .name = "done_on", .label = "Done on", .type = FIELD_DAY, \
        .flags = FIELD_LISTED | FIELD_NOT_FUTURE, \
        .help = "The day it was done.")
/* clang-format on */

enum milestone_field { MILESTONE_FIELDS(KIND_ENUM) MILESTONE_FIELD_COUNT };

extern const struct kind kind_milestone;

#endif
