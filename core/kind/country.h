/*
 * country.h: a country, by its ISO 3166 code.
 */
#ifndef LI_CORE_KIND_COUNTRY_H
#define LI_CORE_KIND_COUNTRY_H

#include "core/schema/kind.h"

/* clang-format off */
#define COUNTRY_FIELDS(F) \
    F(COUNTRY_CODE, .name = "code", .label = "Code", .type = FIELD_CODE, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED | FIELD_UPPER | FIELD_UNIQUE, \
        .width = 6, \
        .help = "Two-letter ISO 3166 code, such as NZ.") \
    F(COUNTRY_NAME, .name = "name", .label = "Name", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED, \
        .help = "Name in English.")
/* clang-format on */

enum country_field { COUNTRY_FIELDS(KIND_ENUM) COUNTRY_FIELD_COUNT };

extern const struct kind kind_country;

#endif
