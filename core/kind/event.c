/*
 * event.c: events, and the rules of their days.
 */
#include "core/kind/event.h"
#include "core/kind/rules.h"
#include "core/record/record.h"

static const struct field event_fields[] = {EVENT_FIELDS(KIND_ENTRY)};

/* One of the two dates may not be known yet. */
static void event_check(
    struct context *context, const struct record *event, kind_problem problem, void *arg)
{
    if (!record_get(event, EVENT_FROM) && !record_get(event, EVENT_TO))
        problem(arg, EVENT_FROM, "Enter a start or end date.");
    rule_in_order(context, event, EVENT_FROM, EVENT_TO, problem, arg);
}

/* The affiliates whose people attended. */
static const struct cache_dependency event_feeds[] = {
    {.kind = "affiliate",
        .from = "attendance n CROSS JOIN person p CROSS JOIN affiliate t",
        .where = "n.event = @.id AND p.id = n.person AND t.id = p.organization"},
    {0},
};

const struct kind kind_event = {
    .name = "event",
    .plural = "events",
    .label = "Event",
    .labels = "Events",
    .help = "A conference, meeting, training or celebration.",
    .fields = event_fields,
    .field_count = EVENT_FIELD_COUNT,
    .stored_count = EVENT_TIME,
    .title = "r.title",
    .code = -1,
    .feeds = event_feeds,
    .sort = "-from",
    .check = event_check,
};
