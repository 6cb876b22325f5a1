/*
 * commitment.h: what one side committed to in an agreement.
 */
#ifndef LI_CORE_KIND_COMMITMENT_H
#define LI_CORE_KIND_COMMITMENT_H

#include "core/schema/kind.h"

/* clang-format off */
#define COMMITMENT_FIELDS(F) \
    F(COMMITMENT_AGREEMENT, .name = "agreement", .label = "Agreement", .type = FIELD_REF, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .ref = "agreement", .width = 28, \
        .help = "Agreement.") \
    F(COMMITMENT_TEXT, .name = "text", .label = "Commitment", .type = FIELD_LONG, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED, .width = 40, \
        .help = "Commitment text.") \
    F(COMMITMENT_WHOSE, .name = "whose", .label = "Responsible side", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .choices = CHOICES("ours", "theirs", "both"), \
        .initial = "both", .width = 6, \
        .help = "Side that made the commitment.") \
    F(COMMITMENT_AREA, .name = "area", .label = "Area", .type = FIELD_REF, .flags = FIELD_LISTED, \
        .ref = "area", \
        .help = "Emphasis area.")
/* clang-format on */

enum commitment_field { COMMITMENT_FIELDS(KIND_ENUM) COMMITMENT_FIELD_COUNT };

extern const struct kind kind_commitment;

#endif
