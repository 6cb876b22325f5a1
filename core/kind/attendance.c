/*
 * attendance.c: who attends what.
 */
#include "core/kind/attendance.h"

static const struct field attendance_fields[] = {ATTENDANCE_FIELDS(KIND_ENTRY)};

/* The host of the event, and the person's affiliate. */
static const struct cache_dependency attendance_feeds[] = {
    {.kind = "affiliate",
        .from = "event e CROSS JOIN affiliate t",
        .where = "e.id = @.event AND t.id = e.host",
        .columns = "event, person, state"},
    {.kind = "affiliate",
        .from = "person p CROSS JOIN affiliate t",
        .where = "p.id = @.person AND t.id = p.organization",
        .columns = "event, person, state"},
    {0},
};

const struct kind kind_attendance = {
    .name = "attendance",
    .plural = "attendances",
    .label = "Attendance",
    .labels = "Attendance",
    .help = "A person at an event, and in what capacity.",
    .fields = attendance_fields,
    .field_count = ATTENDANCE_FIELD_COUNT,
    .stored_count = ATTENDANCE_DAY,
    .title = "(SELECT p.name FROM person p WHERE p.id = r.person) || ' at ' ||"
             " (SELECT e.title FROM event e WHERE e.id = r.event)",
    .code = -1,
    .unique = true,
    .feeds = attendance_feeds,
    .sort = "-day",
};
