/*
 * state.c: states, provinces and territories.
 */
#include "state.h"

static const struct field state_fields[] = {STATE_FIELDS(KIND_ENTRY)};

const struct kind kind_state = {
    .name = "state",
    .plural = "states",
    .label = "State",
    .labels = "States",
    .help = "A state, province or territory of a country.",
    .fields = state_fields,
    .field_count = STATE_FIELD_COUNT,
    .stored_count = STATE_FIELD_COUNT,
    .title = "r.name",
    .code = STATE_CODE,
    .sort = "name",
    .reference = true,
};
