/*
 * distinction.h: two records that look like one and are not.
 */
#ifndef LI_CORE_KIND_DISTINCTION_H
#define LI_CORE_KIND_DISTINCTION_H

#include "core/schema/kind.h"

/* clang-format off */
#define DISTINCTION_FIELDS(F) \
    F(DISTINCTION_KIND, .name = "kind", .label = "Kind", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .width = 10, \
        .help = "What kind of records they are: affiliate.") \
    F(DISTINCTION_ONE, .name = "one", .label = "One", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED, .width = 36, \
        .help = "The whole id of one of them.") \
    F(DISTINCTION_OTHER, .name = "other", .label = "Other", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED, .width = 36, \
        .help = "The whole id of the other.") \
    F(DISTINCTION_NAMES, .name = "names", .label = "Names", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED, .width = 60, \
        .help = "What the two were called when they were told apart.")
/* clang-format on */

enum distinction_field { DISTINCTION_FIELDS(KIND_ENUM) DISTINCTION_FIELD_COUNT };

extern const struct kind kind_distinction;

#endif
