/*
 * event.h: a conference, meeting or training.
 */
#ifndef LI_CORE_KIND_EVENT_H
#define LI_CORE_KIND_EVENT_H

#include "core/schema/kind.h"

/* Its first and last day; if only one is known, that one. */
#define EVENT_FIRST_SQL(e) "coalesce(" e ".\"from\", " e ".\"to\")"
#define EVENT_LAST_SQL(e) "coalesce(" e ".\"to\", " e ".\"from\")"

/* Upcoming, now or past. */
#define EVENT_TIME_SQL                                                                             \
    "CASE WHEN " EVENT_FIRST_SQL("r") " > today() THEN 'coming' WHEN " EVENT_LAST_SQL(             \
        "r") " < today() THEN 'past' ELSE 'now' END"

/* clang-format off */
#define EVENT_KINDS CHOICES("conference", "meeting", "training", "celebration", "other")
#define EVENT_STATES CHOICES("planned", "confirmed", "cancelled")
#define EVENT_FIELDS(F) \
    F(EVENT_TITLE, .name = "title", .label = "Title", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED, .width = 36, \
        .help = "Title of the event.") \
    F(EVENT_HOST, .name = "host", .label = "Host", .type = FIELD_REF, \
        .flags = FIELD_LISTED | FIELD_BY_CODE | FIELD_INVALIDATES, .ref = "affiliate", .width = 9, \
        .help = "Affiliate hosting it; leave blank for any other host.") \
    F(EVENT_FROM, .name = "from", .label = "Start date", .type = FIELD_DAY, \
        .flags = FIELD_LISTED, \
        .help = "First day, if known.") \
    F(EVENT_TO, .name = "to", .label = "End date", .type = FIELD_DAY, \
        .flags = FIELD_LISTED, \
        .help = "Last day, if known.") \
    F(EVENT_PLACE, .name = "place", .label = "Place", .type = FIELD_TEXT, \
        .flags = FIELD_SEARCHED, .width = 16, \
        .help = "City or venue.") \
    F(EVENT_COUNTRY, .name = "country", .label = "Country", .type = FIELD_REF, \
        .ref = "country", \
        .help = "Country.") \
    F(EVENT_WEBSITE, .name = "website", .label = "Website", .type = FIELD_LINK, \
        .help = "Event web page.") \
    F(EVENT_KIND, .name = "kind", .label = "Type", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED, .choices = EVENT_KINDS, .initial = "conference", \
        .help = "Type of event.") \
    F(EVENT_STATE, .name = "state", .label = "Status", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED, .choices = EVENT_STATES, .initial = "confirmed", \
        .help = "Planned, confirmed or cancelled.") \
    F(EVENT_DETAILS, .name = "details", .label = "Details", .type = FIELD_LONG, \
        .help = "Anything else worth knowing.") \
    F(EVENT_TIME, .name = "time", .label = "Timing", .type = FIELD_CHOICE, \
        .flags = FIELD_LISTED, .choices = CHOICES("coming", "now", "past"), .sql = EVENT_TIME_SQL, \
        .width = 8, \
        .help = "Upcoming, now or past.")
/* clang-format on */

enum event_field { EVENT_FIELDS(KIND_ENUM) EVENT_FIELD_COUNT };

extern const struct kind kind_event;

#endif
