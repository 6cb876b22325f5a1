/*
 * snooze.c: items of Today that were snoozed.
 */
#include "core/kind/snooze.h"

static const struct field snooze_fields[] = {SNOOZE_FIELDS(KIND_ENTRY)};

const struct kind kind_snooze = {
    .name = "snooze",
    .plural = "snoozes",
    .label = "Snoozed item",
    .labels = "Snoozed items",
    .help = "An item on Today that was snoozed, and until when.",
    .fields = snooze_fields,
    .field_count = SNOOZE_FIELD_COUNT,
    .stored_count = SNOOZE_FIELD_COUNT,
    .title = "r.about",
    .code = -1,
    .sort = "until",
};
