/*
 * state.h: a state, province or territory of a country.
 */
#ifndef LI_CORE_KIND_STATE_H
#define LI_CORE_KIND_STATE_H

#include "core/schema/kind.h"

/* clang-format off */
#define STATE_FIELDS(F) \
    F(STATE_CODE, .name = "code", .label = "Code", .type = FIELD_CODE, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED | FIELD_UPPER | FIELD_UNIQUE, \
        .width = 6, \
        .help = "Postal abbreviation, such as FL.") \
    F(STATE_NAME, .name = "name", .label = "Name", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED, \
        .help = "Name of the state.") \
    F(STATE_COUNTRY, .name = "country", .label = "Country", .type = FIELD_REF, \
        .flags = FIELD_LISTED | FIELD_UNIQUE, .ref = "country", \
        .help = "Country it belongs to.") \
    F(STATE_REGION, .name = "region", .label = "Region", .type = FIELD_REF, \
        .flags = FIELD_LISTED, .ref = "region", \
        .help = "Region it belongs to.")
/* clang-format on */

enum state_field { STATE_FIELDS(KIND_ENUM) STATE_FIELD_COUNT };

extern const struct kind kind_state;

#endif
