/*
 * distinction.h: two similar records marked as not duplicates.
 */
#ifndef LI_CORE_KIND_DISTINCTION_H
#define LI_CORE_KIND_DISTINCTION_H

#include "core/schema/kind.h"

/* clang-format off */
#define DISTINCTION_FIELDS(F) \
    F(DISTINCTION_KIND, .name = "kind", .label = "Kind", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .width = 10, \
        .help = "Kind of records, such as affiliate.") \
    F(DISTINCTION_ONE, .name = "one", .label = "First record", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED, .width = 36, \
        .help = "Full id of the first record.") \
    F(DISTINCTION_OTHER, .name = "other", .label = "Second record", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED, .width = 36, \
        .help = "Full id of the second record.") \
    F(DISTINCTION_NAMES, .name = "names", .label = "Names", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED, .width = 60, \
        .help = "Names of the two records when they were marked.")
/* clang-format on */

enum distinction_field { DISTINCTION_FIELDS(KIND_ENUM) DISTINCTION_FIELD_COUNT };

extern const struct kind kind_distinction;

#endif
