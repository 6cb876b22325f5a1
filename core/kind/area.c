/*
 * area.c: emphasis areas.
 */
#include "core/kind/area.h"

static const struct field area_fields[] = {AREA_FIELDS(KIND_ENTRY)};

const struct kind kind_area = {
    .name = "area",
    .plural = "areas",
    .label = "Area",
    .labels = "Areas",
    .help = "An emphasis area for goals and commitments.",
    .fields = area_fields,
    .field_count = AREA_FIELD_COUNT,
    .stored_count = AREA_FIELD_COUNT,
    .title = "r.name",
    .code = -1,
    .sort = "position,name",
    .reference = true,
};
