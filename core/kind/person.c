/*
 * person.c: people on our side and on theirs.
 */
#include "core/kind/person.h"

static const struct field person_fields[] = {PERSON_FIELDS(KIND_ENTRY)};

/* The hosts of the events that the person attends, and the person's affiliate. */
static const struct cache_dependency person_feeds[] = {
    {.kind = "affiliate",
        .from = "attendance n CROSS JOIN event e CROSS JOIN affiliate t",
        .where = "n.person = @.id AND e.id = n.event AND t.id IN (e.host, @.organization)",
        .columns = "organization"},
    {0},
};

const struct kind kind_person = {
    .name = "person",
    .plural = "people",
    .label = "Person",
    .labels = "People",
    .help = "A person on our side or an affiliate's.",
    .fields = person_fields,
    .field_count = PERSON_FIELD_COUNT,
    .stored_count = PERSON_FIELD_COUNT,
    .title = "r.name",
    .code = -1,
    .feeds = person_feeds,
    .sort = "name",
};
