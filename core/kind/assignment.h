/*
 * assignment.h: a person in a role for an affiliate or a region, from one day to another.
 */
#ifndef LI_CORE_KIND_ASSIGNMENT_H
#define LI_CORE_KIND_ASSIGNMENT_H

#include "core/schema/kind.h"

/* Whether the term is to come, running or over. */
#define ASSIGNMENT_STATE_SQL                                                                       \
    "CASE WHEN r.\"from\" > today() THEN 'coming' WHEN r.\"to\" < today() THEN 'past'"             \
    " ELSE 'current' END"

/* clang-format off */
#define ASSIGNMENT_STATES CHOICES("coming", "current", "past")
#define ASSIGNMENT_FIELDS(F) \
    F(ASSIGNMENT_PERSON, .name = "person", .label = "Person", .type = FIELD_REF, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .ref = "person", .width = 24, \
        .help = "Who holds the role.") \
    F(ASSIGNMENT_ROLE, .name = "role", .label = "Role", .type = FIELD_REF, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .ref = "role", .width = 24, \
        .help = "What the person is to them.") \
    F(ASSIGNMENT_AFFILIATE, .name = "affiliate", .label = "Affiliate", .type = FIELD_REF, \
        .flags = FIELD_LISTED | FIELD_BY_CODE | FIELD_INVALIDATES, .ref = "affiliate", .width = 9, \
        .help = "The affiliate looked after; or a region.") \
    F(ASSIGNMENT_REGION, .name = "region", .label = "Region", .type = FIELD_REF, \
        .flags = FIELD_LISTED, .ref = "region", \
        .help = "The region looked after; or an affiliate.") \
    F(ASSIGNMENT_PRIMARY, .name = "primary", .label = "Primary", .type = FIELD_YESNO, \
        .flags = FIELD_REQUIRED, .initial = "no", \
        .help = "Whether this is who to ask first.") \
    F(ASSIGNMENT_FROM, .name = "from", .label = "From", .type = FIELD_DAY, .flags = FIELD_LISTED, \
        .initial = "today", \
        .help = "The first day of the term.") \
    F(ASSIGNMENT_TO, .name = "to", .label = "To", .type = FIELD_DAY, .flags = FIELD_LISTED, \
        .help = "The last day of the term; nothing while it is open.") \
    F(ASSIGNMENT_STATE, .name = "state", .label = "State", .type = FIELD_CHOICE, \
        .flags = FIELD_LISTED, .choices = ASSIGNMENT_STATES, .sql = ASSIGNMENT_STATE_SQL, \
        .width = 8, \
        .help = "Whether the term is to come, running or over.")
/* clang-format on */

enum assignment_field { ASSIGNMENT_FIELDS(KIND_ENUM) ASSIGNMENT_FIELD_COUNT };

extern const struct kind kind_assignment;

#endif
