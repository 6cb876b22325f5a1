/*
 * decision.h: what was decided about an edit that lost when entries were merged
 * (core/sync/conflicts.h).
 */
#ifndef LI_CORE_KIND_DECISION_H
#define LI_CORE_KIND_DECISION_H

#include "core/schema/kind.h"

enum decision {
    DECISION_KEEP,    /* the value or the state of now */
    DECISION_TAKE,    /* what lost */
    DECISION_COMBINE, /* both texts in one */
};
extern const char *const decision_names[];

/* clang-format off */
#define DECISION_FIELDS(F) \
    F(DECISION_ABOUT, .name = "about", .label = "About", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED, .width = 50, \
        .help = "Field and record, by their names at the time.") \
    F(DECISION_KIND, .name = "kind", .label = "Kind", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .width = 10, \
        .help = "Kind of the record, such as affiliate.") \
    F(DECISION_RECORD, .name = "record", .label = "Record", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED, .width = 36, \
        .help = "Full id of the record.") \
    F(DECISION_FIELD, .name = "field", .label = "Field", .type = FIELD_TEXT, \
        .width = 16, \
        .help = "Field with the conflicting edits; blank for the whole record.") \
    F(DECISION_LOSER, .name = "loser", .label = "Entry", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED, .width = 64, \
        .help = "Hash of the journal entry whose edit was not used.") \
    F(DECISION_CHOICE, .name = "choice", .label = "Choice", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .choices = decision_names, \
        .help = "Keep the current value, take the other, or combine both.")
/* clang-format on */

enum decision_field { DECISION_FIELDS(KIND_ENUM) DECISION_FIELD_COUNT };

extern const struct kind kind_decision;

#endif
