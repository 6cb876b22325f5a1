/*
 * snooze.c: lines of Today that were put off.
 */
#include "core/kind/snooze.h"

static const struct field snooze_fields[] = {SNOOZE_FIELDS(KIND_ENTRY)};

const struct kind kind_snooze = {
    .name = "snooze",
    .plural = "snoozes",
    .label = "Snooze",
    .labels = "Snoozes",
    .help = "A line of Today that somebody put off, and until when.",
    .fields = snooze_fields,
    .field_count = SNOOZE_FIELD_COUNT,
    .stored_count = SNOOZE_FIELD_COUNT,
    .title = "r.about",
    .code = -1,
    .sort = "until",
};
