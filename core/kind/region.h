/*
 * region.h: a region that groups affiliates.
 */
#ifndef LI_CORE_KIND_REGION_H
#define LI_CORE_KIND_REGION_H

#include "core/schema/kind.h"

/* clang-format off */
#define REGION_FIELDS(F) \
    F(REGION_NAME, .name = "name", .label = "Name", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED, \
        .help = "Name of the region.") \
    F(REGION_COUNTRY, .name = "country", .label = "Country", .type = FIELD_REF, \
        .flags = FIELD_LISTED, .ref = "country", \
        .help = "Country, if it lies in one country.")
/* clang-format on */

enum region_field { REGION_FIELDS(KIND_ENUM) REGION_FIELD_COUNT };

extern const struct kind kind_region;

#endif
