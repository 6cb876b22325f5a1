/*
 * calendar.c: days with something to do, written by libical.
 */
#include "calendar.h"

#ifndef WITHOUT_LIBICAL

#include "../../data/memory.h"
#include "../text.h"
#include <libical/ical.h>
#include <stdlib.h>

struct calendar {
    icalcomponent *whole;
    icaltimetype stamp;
};

static icaltimetype date_of(day_t day)
{
    icaltimetype date = icaltime_null_date();
    day_parts(day, &date.year, &date.month, &date.day);
    return date;
}

enum li_err calendar_new(day_t stamp, struct calendar **out, struct li_error *err)
{
    (void)err;
    struct calendar *calendar = *out = li_calloc(1, sizeof *calendar);
    calendar->whole = icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
        icalproperty_new_prodid("-//liaise//agenda//EN"),
        icalproperty_new_method(ICAL_METHOD_PUBLISH), (void *)NULL);
    calendar->stamp = icaltime_null_time();
    day_parts(stamp, &calendar->stamp.year, &calendar->stamp.month, &calendar->stamp.day);
    calendar->stamp.zone = icaltimezone_get_utc_timezone();
    return LI_OK;
}

void calendar_free(struct calendar *calendar)
{
    if (calendar)
        icalcomponent_free(calendar->whole);
    free(calendar);
}

/* A day takes no time of anybody's: it does not show as busy. */
void calendar_add(struct calendar *calendar, const struct calendar_day *day)
{
    char *summary = text_safe(day->summary), *description = text_safe(day->description);
    icalcomponent *event = icalcomponent_vanew(ICAL_VEVENT_COMPONENT,
        icalproperty_new_uid(day->uid), icalproperty_new_dtstamp(calendar->stamp),
        icalproperty_new_dtstart(date_of(day->day)), icalproperty_new_summary(summary),
        icalproperty_new_description(description), icalproperty_new_categories(day->category),
        icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT), (void *)NULL);
    icalcomponent_add_component(calendar->whole, event);
    free(summary);
    free(description);
}

void calendar_write(struct calendar *calendar, FILE *out)
{
    char *text = icalcomponent_as_ical_string_r(calendar->whole);
    fputs(text, out);
    icalmemory_free_buffer(text);
}

#else

enum li_err calendar_new(day_t stamp, struct calendar **out, struct li_error *err)
{
    (void)stamp;
    *out = NULL;
    return li_fail(err, LI_REFUSED,
        "This liaise was built without libical, which writes calendars; build it with libical-dev"
        " installed.");
}

void calendar_free(struct calendar *calendar)
{
    (void)calendar;
}

void calendar_add(struct calendar *calendar, const struct calendar_day *day)
{
    (void)calendar;
    (void)day;
}

void calendar_write(struct calendar *calendar, FILE *out)
{
    (void)calendar;
    (void)out;
}

#endif
