/*
 * region.c: regions.
 */
#include "core/kind/region.h"

static const struct field region_fields[] = {REGION_FIELDS(KIND_ENTRY)};

const struct kind kind_region = {
    .name = "region",
    .plural = "regions",
    .label = "Region",
    .labels = "Regions",
    .help = "A region that groups affiliates.",
    .fields = region_fields,
    .field_count = REGION_FIELD_COUNT,
    .stored_count = REGION_FIELD_COUNT,
    .title = "r.name",
    .code = -1,
    .sort = "name",
    .reference = true,
};
