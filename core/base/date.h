/*
 * date.h: the calendar, and days as files hold them: YYYY-MM-DD.
 *
 * Days run from 0001-01-01 to 9999-12-31, so every day has ten characters.
 */
#ifndef LI_CORE_BASE_DATE_H
#define LI_CORE_BASE_DATE_H

#include <stdint.h>
#include <time.h>

typedef int32_t day_t; /* days since 1970-01-01 */

#define DAY_NONE INT32_MIN
enum { DAY_TEXT_SIZE = 11 };

day_t date_of(int year, int month, int day); /* DAY_NONE when there is no such day */
void date_parts(day_t day, int *year, int *month, int *mday);
int date_weekday(day_t day);              /* 0 Monday .. 6 Sunday */
const char *date_weekday_name(day_t day); /* "Mon" */

/* The computer's day in its own time zone. */
day_t date_now(void);

/* The minute of an instant, "2026-03-15T09:30:00Z", in the computer's time zone: "2026-03-15
   10:30". Returns out. */
enum { DATE_MINUTE_SIZE = 17 };
const char *date_minute(const char *instant, char out[DATE_MINUTE_SIZE]);

/* Writes YYYY-MM-DD. Returns out. */
const char *date_text(day_t day, char out[DAY_TEXT_SIZE]);

/* Parses YYYY-MM-DD and nothing else; DAY_NONE when it is not a day. date_typed.h parses what a
   person writes. */
day_t date_parse(const char *text);

/* DAY_NONE beyond the calendar. */
day_t date_add(day_t day, int64_t days);
day_t date_add_months(day_t day, int months); /* the last day of a shorter month */

/* The last day of day's month, quarter, year. */
day_t date_end_of_month(day_t day);
day_t date_end_of_quarter(day_t day);
day_t date_end_of_year(day_t day);

/* The last second of the day in the computer's time zone. */
time_t date_end_of_day(day_t day);

/* "today", "in 3 days", "2 weeks ago", "in 5 months", for a person. Returns out. */
const char *date_distance(day_t day, day_t today, char out[32]);

#endif
