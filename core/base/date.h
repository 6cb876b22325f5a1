/*
 * date.h: days as people write them and as files keep them.
 */
#ifndef LI_CORE_BASE_DATE_H
#define LI_CORE_BASE_DATE_H

#include "data/base/error.h"
#include <stdbool.h>
#include <stdint.h>

typedef int32_t day_t; /* days since 1970-01-01 */

#define DAY_NONE INT32_MIN
enum { DAY_TEXT_SIZE = 11 };

day_t date_of(int year, int month, int day); /* DAY_NONE when there is no such day */
void date_parts(day_t day, int *year, int *month, int *mday);
int date_weekday(day_t day);              /* 0 Monday .. 6 Sunday */
const char *date_weekday_name(day_t day); /* "Mon" */

/* The computer's day in its own time zone. */
day_t date_now(void);

/* Writes YYYY-MM-DD. Returns out. */
const char *date_text(day_t day, char out[DAY_TEXT_SIZE]);

/* Reads YYYY-MM-DD and nothing else. DAY_NONE when it is not a day. */
day_t date_parse(const char *text);

/* Reads what a person writes: 2026-03-15, 15 mar, 15 march 2026, mar 15 2026, 15.3., 3/15/2026,
   today, tomorrow, yesterday, fri (the next one, never today), next fri (of next week), last fri,
   next month, +2w, -3d, in 2 weeks, 3 days ago, eom, eoq, eoy. Without a year the day nearest to
   today is meant. 3/4 is refused with the two days it can be, what cannot be read with what can. */
enum li_err date_read(const char *typed, day_t today, day_t *out, struct li_error *err);

/* The same for what has been: a day that is still to come is refused. */
enum li_err date_read_past(const char *typed, day_t today, day_t *out, struct li_error *err);

/* DAY_NONE beyond the calendar. */
day_t date_add(day_t day, int64_t days);
day_t date_add_months(day_t day, int months); /* the last day of a shorter month */

/* The last day of day's month, quarter, year. */
day_t date_end_of_month(day_t day);
day_t date_end_of_quarter(day_t day);
day_t date_end_of_year(day_t day);

/* "today", "in 3 days", "2 weeks ago", "in 5 months", for a person. Returns out. */
const char *date_distance(day_t day, day_t today, char out[32]);

#endif
