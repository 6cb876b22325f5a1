/*
 * assignment.h: a person in a role for an affiliate or a region, from one day to another.
 */
#ifndef LI_CORE_KIND_ASSIGNMENT_H
#define LI_CORE_KIND_ASSIGNMENT_H

#include "core/schema/kind.h"

/* Upcoming, current or past. */
#define ASSIGNMENT_STATE_SQL                                                                       \
    "CASE WHEN r.\"from\" > today() THEN 'coming' WHEN r.\"to\" < today() THEN 'past'"             \
    " ELSE 'current' END"

/* clang-format off */
#define ASSIGNMENT_STATES CHOICES("coming", "current", "past")
#define ASSIGNMENT_FIELDS(F) \
    F(ASSIGNMENT_PERSON, .name = "person", .label = "Person", .type = FIELD_REF, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .ref = "person", .width = 24, \
        .help = "Person in the role.") \
    F(ASSIGNMENT_ROLE, .name = "role", .label = "Role", .type = FIELD_REF, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .ref = "role", .width = 24, \
        .help = "Role for the affiliate or region.") \
    F(ASSIGNMENT_AFFILIATE, .name = "affiliate", .label = "Affiliate", .type = FIELD_REF, \
        .flags = FIELD_LISTED | FIELD_BY_CODE | FIELD_INVALIDATES, .ref = "affiliate", .width = 9, \
        .help = "Affiliate served; leave blank for a region.") \
    F(ASSIGNMENT_REGION, .name = "region", .label = "Region", .type = FIELD_REF, \
        .flags = FIELD_LISTED, .ref = "region", \
        .help = "Region served; leave blank for an affiliate.") \
    F(ASSIGNMENT_PRIMARY, .name = "primary", .label = "Primary contact", .type = FIELD_YESNO, \
        .flags = FIELD_REQUIRED, .initial = "no", \
        .help = "Whether this is the primary contact.") \
    F(ASSIGNMENT_FROM, .name = "from", .label = "Start date", .type = FIELD_DAY, .flags = FIELD_LISTED, \
        .initial = "today", \
        .help = "First day of the term.") \
    F(ASSIGNMENT_TO, .name = "to", .label = "End date", .type = FIELD_DAY, .flags = FIELD_LISTED, \
        .help = "Last day of the term; blank if open-ended.") \
    F(ASSIGNMENT_STATE, .name = "state", .label = "Status", .type = FIELD_CHOICE, \
        .flags = FIELD_LISTED, .choices = ASSIGNMENT_STATES, .sql = ASSIGNMENT_STATE_SQL, \
        .width = 8, \
        .help = "Upcoming, current or past.")
/* clang-format on */

enum assignment_field { ASSIGNMENT_FIELDS(KIND_ENUM) ASSIGNMENT_FIELD_COUNT };

extern const struct kind kind_assignment;

#endif
