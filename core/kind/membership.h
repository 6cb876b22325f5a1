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
        .help = "Whose members were counted.") \
    F(MEMBERSHIP_DAY, .name = "day", .label = "Day", .type = FIELD_DAY, \
        .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_NOT_FUTURE, .initial = "today", \
        .help = "The day it was so.") \
    F(MEMBERSHIP_MEMBERS, .name = "members", .label = "Members", .type = FIELD_COUNT, \
        .flags = FIELD_LISTED, .least = 0, .most = 1e12, \
        .help = "How many members they have.") \
    F(MEMBERSHIP_JOINT_MEMBERS, .name = "joint_members", .label = "Joint members", .type = FIELD_COUNT, \
        .flags = FIELD_LISTED, .least = 0, .most = 1e12, .width = 13, \
        .help = "How many of them belong to us too.") \
    F(MEMBERSHIP_PROSPECTS, .name = "prospects", .label = "Prospects", .type = FIELD_COUNT, \
        .flags = FIELD_LISTED, .least = 0, .most = 1e12, .width = 9, \
        .help = "How many could be won for both.") \
    F(MEMBERSHIP_NOTE, .name = "note", .label = "Note", .type = FIELD_LONG, \
        .flags = FIELD_LISTED, \
        .help = "Where the numbers come from.") \
    F(MEMBERSHIP_OVERLAP, .name = "overlap", .label = "Overlap", .type = FIELD_NUMBER, \
        .flags = FIELD_LISTED | FIELD_PERCENT, .width = 7, \
        .sql = "CASE WHEN r.members > 0 THEN r.joint_members * 1.0 / r.members END", \
        .help = "The share of their members who belong to both.")
/* clang-format on */

enum membership_field { MEMBERSHIP_FIELDS(KIND_ENUM) MEMBERSHIP_FIELD_COUNT };

extern const struct kind kind_membership;

#endif
