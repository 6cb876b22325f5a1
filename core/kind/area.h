/*
 * area.h: an emphasis area that goals and commitments belong to.
 */
#ifndef LI_CORE_KIND_AREA_H
#define LI_CORE_KIND_AREA_H

#include "core/schema/kind.h"

/* clang-format off */
#define AREA_FIELDS(F) \
    F(AREA_POSITION, .name = "position", .label = "Position", .type = FIELD_COUNT, \
        .flags = FIELD_LISTED, .width = 8, \
        .help = "Position in the list of areas.") \
    F(AREA_NAME, .name = "name", .label = "Name", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED, \
        .help = "Name of the area.")
/* clang-format on */

enum area_field { AREA_FIELDS(KIND_ENUM) AREA_FIELD_COUNT };

extern const struct kind kind_area;

#endif
