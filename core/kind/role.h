/*
 * role.h: a role that people hold for an affiliate or a region.
 */
#ifndef LI_CORE_KIND_ROLE_H
#define LI_CORE_KIND_ROLE_H

#include "core/schema/kind.h"

/* clang-format off */
#define ROLE_FIELDS(F) \
    F(ROLE_POSITION, .name = "position", .label = "Position", .type = FIELD_COUNT, \
        .flags = FIELD_LISTED, .width = 8, \
        .help = "Position in the list of roles.") \
    F(ROLE_NAME, .name = "name", .label = "Name", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED, \
        .help = "Name of the role.") \
    F(ROLE_SIDE, .name = "side", .label = "Side", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .choices = CHOICES("ours", "theirs"), \
        .initial = "theirs", \
        .help = "Held by our people or theirs.") \
    F(ROLE_REQUIRED, .name = "required", .label = "Required", .type = FIELD_YESNO, \
        .flags = FIELD_LISTED, .initial = "no", .width = 8, \
        .help = "Whether every affiliate must have one.") \
    F(ROLE_TERM_YEARS, .name = "term_years", .label = "Term years", .type = FIELD_COUNT, \
        .flags = FIELD_LISTED, .least = 1, .most = 99, .width = 10, \
        .help = "Length of a term in years; blank if open-ended.")
/* clang-format on */

enum role_field { ROLE_FIELDS(KIND_ENUM) ROLE_FIELD_COUNT };

extern const struct kind kind_role;

#endif
