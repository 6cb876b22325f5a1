/*
 * attendance.h: a person at an event.
 */
#ifndef LI_CORE_KIND_ATTENDANCE_H
#define LI_CORE_KIND_ATTENDANCE_H

#include "core/kind/event.h"

/* clang-format off */
#define ATTENDANCE_CAPACITIES CHOICES("delegate", "speaker", "leadership-representation")
#define ATTENDANCE_STATES CHOICES("invited", "going", "attended", "declined")
#define ATTENDANCE_FIELDS(F) \
    F(ATTENDANCE_EVENT, .name = "event", .label = "Event", .type = FIELD_REF, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .ref = "event", .width = 30, \
        .help = "Event.") \
    F(ATTENDANCE_PERSON, .name = "person", .label = "Person", .type = FIELD_REF, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .ref = "person", .width = 22, \
        .help = "Person attending.") \
    F(ATTENDANCE_CAPACITY, .name = "capacity", .label = "Capacity", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .choices = ATTENDANCE_CAPACITIES, \
        .initial = "delegate", .width = 25, \
        .help = "Capacity in which the person attends.") \
    F(ATTENDANCE_STATE, .name = "state", .label = "Status", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .choices = ATTENDANCE_STATES, \
        .initial = "invited", .width = 8, \
        .help = "Attendance status.") \
    F(ATTENDANCE_NOTES, .name = "notes", .label = "Notes", .type = FIELD_LONG, \
        .help = "Anything else worth knowing.") \
    F(ATTENDANCE_DAY, .name = "day", .label = "Date", .type = FIELD_DAY, \
        .flags = FIELD_LISTED, \
        .sql = "(SELECT " EVENT_FIRST_SQL("e") " FROM event e WHERE e.id = r.event)", \
        .help = "First day of the event.")
/* clang-format on */

enum attendance_field { ATTENDANCE_FIELDS(KIND_ENUM) ATTENDANCE_FIELD_COUNT };

extern const struct kind kind_attendance;

#endif
