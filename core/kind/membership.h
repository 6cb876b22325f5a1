/*
 * membership.h: how many members an affiliate had on a day.
 */
#ifndef LI_CORE_KIND_MEMBERSHIP_H
#define LI_CORE_KIND_MEMBERSHIP_H

#include "core/schema/kind.h"

/* clang-format off */
#define MEMBERSHIP_FIELDS(F) \
    F(MEMBERSHIP_AFFILIATE, .name = "affiliate", .label = "Affiliate", .type = FIELD_REF, \
        .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_BY_CODE | FIELD_INVALIDATES, .ref = "affiliate", \
        .width = 9, \
        .help = "Affiliate.") \
    F(MEMBERSHIP_DAY, .name = "day", .label = "Date", .type = FIELD_DAY, \
        .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_NOT_FUTURE, .initial = "today", \
        .help = "Date of the count.") \
    F(MEMBERSHIP_MEMBERS, .name = "members", .label = "Members", .type = FIELD_COUNT, \
        .flags = FIELD_LISTED, .least = 0, .most = 1e12, \
        .help = "Number of members.") \
    F(MEMBERSHIP_JOINT_MEMBERS, .name = "joint_members", .label = "Joint members", .type = FIELD_COUNT, \
        .flags = FIELD_LISTED, .least = 0, .most = 1e12, .width = 13, \
        .help = "Members who also belong to us.") \
    F(MEMBERSHIP_PROSPECTS, .name = "prospects", .label = "Prospects", .type = FIELD_COUNT, \
        .flags = FIELD_LISTED, .least = 0, .most = 1e12, .width = 9, \
        .help = "Potential joint members.") \
    F(MEMBERSHIP_NOTE, .name = "note", .label = "Note", .type = FIELD_LONG, \
        .flags = FIELD_LISTED, \
        .help = "Source of the numbers.") \
    F(MEMBERSHIP_OVERLAP, .name = "overlap", .label = "Overlap", .type = FIELD_NUMBER, \
        .flags = FIELD_LISTED | FIELD_PERCENT, .width = 7, \
        .sql = "CASE WHEN r.members > 0 THEN r.joint_members * 1.0 / r.members END", \
        .help = "Share of their members who also belong to us.")
/* clang-format on */

enum membership_field { MEMBERSHIP_FIELDS(KIND_ENUM) MEMBERSHIP_FIELD_COUNT };

extern const struct kind kind_membership;

#endif
