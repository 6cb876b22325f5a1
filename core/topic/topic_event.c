/*
 * topic_event.c: events to come soon that no one but their host attends.
 */
#include "core/kind/attendance.h"
#include "core/kind/event.h"
#include "core/topic/topic.h"
#include "core/topic/topic_sql.h"
#include "core/topic/topic_text.h"
#include "data/base/memory.h"
#include <stdlib.h>

/* Attendances at the event in row r but those of its host. */
#define TOPIC_GUESTS_SQL                                                                           \
    "SELECT 1 FROM attendance t, person p WHERE t.event = r.id AND t.archived_on IS NULL"          \
    " AND p.id = t.person AND (r.host IS NULL OR p.organization IS NOT r.host)"

static char *topic_event_why(struct context *context, struct query *query, day_t day)
{
    const char *place = query_text(query, TOPIC_LINE_FACTS);
    long long invited = query_int(query, TOPIC_LINE_FACTS + 1);
    char written[DAY_TEXT_SIZE], distance[32];
    char *asked = invited ? li_format(", %lld invited", invited) : li_strdup("");
    char *why = li_format("%s (%s)%s%s; no one attending%s.", date_text(day, written),
        date_distance(day, context->today, distance), place ? ", " : "", place ? place : "", asked);
    free(asked);
    return why;
}

static enum li_err topic_event_fill(
    struct context *context, const struct id *id, struct record *next, struct li_error *err)
{
    char event[ID_TEXT_SIZE];
    (void)context;
    (void)err;
    record_set(next, ATTENDANCE_EVENT, id_text(id, event));
    return LI_OK;
}

static const struct topic_change topic_event_changes[] = {
    {"event", NULL, TOPIC_SAME_SQL("event")},
    {"attendance", "event", TOPIC_SAME_SQL("event")},
    {"person", NULL,
        "SELECT e.rowid FROM attendance t CROSS JOIN event e ON e.id = t.event"
        " WHERE t.person = ?1"},
    TOPIC_CHANGES_END,
};

const struct topic topic_event = TOPIC_DEFINE({
    .name = "event",
    .heading = "Events with no one attending",
    .kind = &kind_event,
    .table = NULL,
    .cached = false,
    .within = "coalesce(r.\"from\", r.\"to\") BETWEEN today() AND ?2",
    .holds = "r.archived_on IS NULL AND r.state <> 'cancelled'"
             " AND NOT EXISTS (" TOPIC_GUESTS_SQL " AND t.state IN ('going', 'attended'))",
    .day = "coalesce(r.\"from\", r.\"to\")",
    .newest_first = false,
    .mine = "SELECT r.rowid AS rid FROM mine CROSS JOIN event r ON r.host = mine.id",
    .affiliate = "r.host",
    .what = "r.title",
    .facts = "r.place, (SELECT count(*) FROM (" TOPIC_GUESTS_SQL " AND t.state = 'invited'))",
    .why = topic_event_why,
    .changes = topic_event_changes,
    .step = TOPIC_STEP_ADD("add an attendee", &kind_attendance, topic_event_fill),
    .filter = "time:coming -state:cancelled from:<=+%dd",
});
