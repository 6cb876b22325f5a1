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
        .help = "Goal.") \
    F(PROGRESS_DAY, .name = "day", .label = "Date", .type = FIELD_DAY, \
        .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_NOT_FUTURE, .initial = "today", \
        .help = "Date of this value.") \
    F(PROGRESS_VALUE, .name = "value", .label = "Value", .type = FIELD_NUMBER, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .width = 8, \
        .help = "Value on that date; for a running total, the amount added.") \
    F(PROGRESS_NOTE, .name = "note", .label = "Note", .type = FIELD_LONG, .flags = FIELD_LISTED, \
        .width = 36, \
        .help = "Explanation.") \
    F(PROGRESS_CONFIDENCE, .name = "confidence", .label = "Confidence", .type = FIELD_COUNT, \
        .least = 0, .most = 10, \
        .help = "Confidence that the goal will be met, 0 to 10.") \
    F(PROGRESS_BY, .name = "by", .label = "Logged by", .type = FIELD_TEXT, .flags = FIELD_LISTED, \
        .width = 18, \
        .help = "Who logged it.") \
    F(PROGRESS_EVIDENCE, .name = "evidence", .label = "Evidence", .type = FIELD_LINK, \
        .help = "Link to evidence.")
/* clang-format on */

enum progress_field { PROGRESS_FIELDS(KIND_ENUM) PROGRESS_FIELD_COUNT };

extern const struct kind kind_progress;

#endif
