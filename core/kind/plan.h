/*
 * plan.h: the work planned with an affiliate for one year.
 */
#ifndef LI_CORE_KIND_PLAN_H
#define LI_CORE_KIND_PLAN_H

#include "core/schema/kind.h"

/* clang-format off */
#define PLAN_STATES CHOICES("draft", "agreed", "closed")
#define PLAN_FIELDS(F) \
    F(PLAN_AFFILIATE, .name = "affiliate", .label = "Affiliate", .type = FIELD_REF, \
        .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_BY_CODE, .ref = "affiliate", .width = 9, \
        .help = "Affiliate.") \
    F(PLAN_YEAR, .name = "year", .label = "Year", .type = FIELD_COUNT, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .least = 1900, .most = 2200, .width = 4, \
        .help = "Year of the plan.") \
    F(PLAN_STATE, .name = "state", .label = "Status", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .choices = PLAN_STATES, \
        .initial = "draft", .width = 7, \
        .help = "Draft, agreed or closed.") \
    F(PLAN_AGREED_ON, .name = "agreed_on", .label = "Date agreed", .type = FIELD_DAY, \
        .flags = FIELD_LISTED | FIELD_NOT_FUTURE, \
        .help = "Date both sides agreed.") \
    F(PLAN_SUMMARY, .name = "summary", .label = "Summary", .type = FIELD_LONG, \
        .flags = FIELD_LISTED, .width = 44, \
        .help = "Focus of the year.") \
    F(PLAN_REVIEW, .name = "review", .label = "Review", .type = FIELD_LONG, \
        .help = "Year summary, written at the review.")
/* clang-format on */

enum plan_field { PLAN_FIELDS(KIND_ENUM) PLAN_FIELD_COUNT };

extern const struct kind kind_plan;

#endif
