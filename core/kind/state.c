/*
 * state.c: states, provinces and territories.
 */
#include "core/kind/state.h"

static const struct field state_fields[] = {STATE_FIELDS(KIND_ENTRY)};

/* An affiliate without a region of its own has that of its state. */
static const struct cache_dependency state_feeds[] = {
    {.kind = "affiliate",
        .from = "affiliate t",
        .where = "t.state = @.id AND t.region IS NULL",
        .columns = "region"},
    {0},
};

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
    .feeds = state_feeds,
    .sort = "name",
    .reference = true,
};
