/*
 * calendar.c: days with something to do, written by libical.
 */
#include "core/format/calendar.h"

#ifndef WITHOUT_LIBICAL

#include "core/base/text.h"
#include "data/base/memory.h"
#include "data/base/optional_library.h"
#include <libical/ical.h>
#include <stdlib.h>

/* clang-format off */
#define ICAL(S) \
    S(icalcomponent_add_component) \
    S(icalcomponent_as_ical_string_r) \
    S(icalcomponent_free) \
    S(icalcomponent_vanew) \
    S(icalmemory_free_buffer) \
    S(icalproperty_new_categories) \
    S(icalproperty_new_description) \
    S(icalproperty_new_dtstamp) \
    S(icalproperty_new_dtstart) \
    S(icalproperty_new_prodid) \
    S(icalproperty_new_summary) \
    S(icalproperty_new_transp) \
    S(icalproperty_new_uid) \
    S(icalproperty_new_version) \
    S(icaltime_null_date) \
    S(icaltime_null_time) \
    S(icaltimezone_get_utc_timezone)
/* clang-format on */
struct ical {
    ICAL(OPTIONAL_LIBRARY_POINTER)
};
static const char *const calendar_ical_names[] = {ICAL(OPTIONAL_LIBRARY_NAME) NULL};
static const struct optional_library calendar_libical = {
    "libical.so.3", "libical3", "Calendars", calendar_ical_names};

struct calendar {
    struct ical ical;
    icalcomponent *whole;
    icaltimetype stamp;
};

/* NULL would end the list of properties, and the rest be missing. */
static icalproperty *calendar_whole(icalproperty *property)
{
    if (!property)
        li_out_of_memory();
    return property;
}

static icaltimetype calendar_ical_date_of(const struct calendar *calendar, day_t day)
{
    icaltimetype date = calendar->ical.icaltime_null_date();
    date_parts(day, &date.year, &date.month, &date.day);
    return date;
}

enum li_err calendar_new(day_t stamp, struct calendar **out, struct li_error *err)
{
    struct calendar *calendar = *out = li_calloc(1, sizeof *calendar);
    if (optional_library_load(&calendar_libical, &calendar->ical, sizeof calendar->ical, err))
        return err->code;
    calendar->whole = calendar->ical.icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT,
        calendar_whole(calendar->ical.icalproperty_new_version("2.0")),
        calendar_whole(calendar->ical.icalproperty_new_prodid("-//liaise//agenda//EN")),
        (void *)NULL);
    if (!calendar->whole)
        li_out_of_memory();
    calendar->stamp = calendar->ical.icaltime_null_time();
    date_parts(stamp, &calendar->stamp.year, &calendar->stamp.month, &calendar->stamp.day);
    calendar->stamp.zone = calendar->ical.icaltimezone_get_utc_timezone();
    return LI_OK;
}

void calendar_free(struct calendar *calendar)
{
    if (calendar && calendar->whole)
        calendar->ical.icalcomponent_free(calendar->whole);
    free(calendar);
}

/* The day does not show as busy. */
void calendar_add(struct calendar *calendar, const struct calendar_day *day)
{
    char *summary = text_safe(day->summary), *description = text_safe(day->description);
    icalcomponent *event = calendar->ical.icalcomponent_vanew(ICAL_VEVENT_COMPONENT,
        calendar_whole(calendar->ical.icalproperty_new_uid(day->uid)),
        calendar_whole(calendar->ical.icalproperty_new_dtstamp(calendar->stamp)),
        calendar_whole(
            calendar->ical.icalproperty_new_dtstart(calendar_ical_date_of(calendar, day->day))),
        calendar_whole(calendar->ical.icalproperty_new_summary(summary)),
        calendar_whole(calendar->ical.icalproperty_new_description(description)),
        calendar_whole(calendar->ical.icalproperty_new_categories(day->category)),
        calendar_whole(calendar->ical.icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT)),
        (void *)NULL);
    if (!event)
        li_out_of_memory();
    calendar->ical.icalcomponent_add_component(calendar->whole, event);
    free(summary);
    free(description);
}

void calendar_write(struct calendar *calendar, FILE *out)
{
    char *text = calendar->ical.icalcomponent_as_ical_string_r(calendar->whole);
    if (!text)
        li_out_of_memory();
    fputs(text, out);
    calendar->ical.icalmemory_free_buffer(text);
}

#else

enum li_err calendar_new(day_t stamp, struct calendar **out, struct li_error *err)
{
    (void)stamp;
    *out = NULL;
    return li_fail(err, LI_REFUSED,
        "This build of liaise can't write calendars; rebuild it with libical-dev installed.");
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
