/*
 * calendar.h: items of the agenda as iCalendar (RFC 5545), for any calendar program.
 */
#ifndef LI_CORE_FORMAT_CALENDAR_H
#define LI_CORE_FORMAT_CALENDAR_H

#include "core/base/date.h"
#include "data/base/error.h"
#include <stdio.h>

struct calendar;

/* An item that takes a whole day. A calendar program that reads it again updates it by its uid. */
struct calendar_day {
    const char *uid, *summary, *description, *category;
    day_t day;
};

/* LI_REFUSED: the program was built without libical. The caller frees *out. stamp: the day on which
   it was made. */
enum li_err calendar_new(day_t stamp, struct calendar **out, struct li_error *err);
void calendar_free(struct calendar *calendar); /* NULL is allowed */

void calendar_add(struct calendar *calendar, const struct calendar_day *day);
void calendar_write(struct calendar *calendar, FILE *out);

#endif
