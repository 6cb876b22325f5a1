/*
 * decision.c: decisions about conflicting edits.
 */
#include "core/kind/decision.h"

const char *const decision_names[] = {
    [DECISION_KEEP] = "keep", [DECISION_TAKE] = "take", [DECISION_COMBINE] = "combine", NULL};

static const struct field decision_fields[] = {DECISION_FIELDS(KIND_ENTRY)};

const struct kind kind_decision = {
    .name = "decision",
    .plural = "decisions",
    .label = "Decision on conflicting edits",
    .labels = "Decisions on conflicting edits",
    .help = "Which of two conflicting edits was chosen.",
    .fields = decision_fields,
    .field_count = DECISION_FIELD_COUNT,
    .stored_count = DECISION_FIELD_COUNT,
    .title = "r.about",
    .code = -1,
    .sort = "about",
};
