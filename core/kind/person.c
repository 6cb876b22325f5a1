/*
 * person.c: people on our side and on theirs.
 */
#include "person.h"

static const struct field person_fields[] = {PERSON_FIELDS(KIND_ENTRY)};

const struct kind kind_person = {
    .name = "person",
    .plural = "people",
    .label = "Person",
    .labels = "People",
    .help = "Somebody on our side or on an affiliate's.",
    .fields = person_fields,
    .field_count = PERSON_FIELD_COUNT,
    .stored_count = PERSON_FIELD_COUNT,
    .title = "r.name",
    .code = -1,
    .sort = "name",
};
