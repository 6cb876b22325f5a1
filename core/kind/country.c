/*
 * country.c: countries.
 */
#include "core/kind/country.h"

static const struct field country_fields[] = {COUNTRY_FIELDS(KIND_ENTRY)};

const struct kind kind_country = {
    .name = "country",
    .plural = "countries",
    .label = "Country",
    .labels = "Countries",
    .help = "A country, by its ISO 3166 code.",
    .fields = country_fields,
    .field_count = COUNTRY_FIELD_COUNT,
    .stored_count = COUNTRY_FIELD_COUNT,
    .title = "r.name",
    .code = COUNTRY_CODE,
    .sort = "name",
    .reference = true,
};
