/*
 * progress.h: one value logged on a goal.
 */
#ifndef LI_CORE_KIND_PROGRESS_H
#define LI_CORE_KIND_PROGRESS_H

#include "core/schema/kind.h"

/* clang-format off */
#define PROGRESS_FIELDS(F) \
    F(PROGRESS_GOAL, .name = "goal", .label = "Goal", .type = FIELD_REF, \
        .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_INVALIDATES, .ref = "goal", .width = 30, \
        .help = "The goal it was logged on.") \
    F(PROGRESS_DAY, .name = "day", .label = "Day", .type = FIELD_DAY, \
        .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_NOT_FUTURE, .initial = "today", \
        .help = "The day it was so.") \
    F(PROGRESS_VALUE, .name = "value", .label = "Value", .type = FIELD_NUMBER, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .width = 8, \
        .help = "The value on that day; for a total, what was added.") \
    F(PROGRESS_NOTE, .name = "note", .label = "Note", .type = FIELD_LONG, .flags = FIELD_LISTED, \
        .width = 36, \
        .help = "What lies behind it.") \
    F(PROGRESS_CONFIDENCE, .name = "confidence", .label = "Confidence", .type = FIELD_COUNT, \
        .least = 0, .most = 10, \
        .help = "How sure the goal will be reached, 0 to 10.") \
    F(PROGRESS_BY, .name = "by", .label = "By", .type = FIELD_TEXT, .flags = FIELD_LISTED, \
        .width = 18, \
        .help = "Who logged it.") \
    F(PROGRESS_EVIDENCE, .name = "evidence", .label = "Evidence", .type = FIELD_LINK, \
        .help = "Where it can be seen.")
/* clang-format on */

enum progress_field { PROGRESS_FIELDS(KIND_ENUM) PROGRESS_FIELD_COUNT };

extern const struct kind kind_progress;

#endif
