/*
 * date.c: the calendar.
 *
 * Days run from 0001-01-01 to 9999-12-31, so that every day has ten characters.
 */
#include "core/base/date.h"
#include <assert.h>
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { FIRST_YEAR = 1, LAST_YEAR = 9999, EPOCH = 719162 /* days from 0001-01-01 to 1970-01-01 */ };

static bool date_is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int date_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && date_is_leap(year));
}

static int date_days_before_year(int year)
{
    int past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
}

day_t date_of(int year, int month, int day)
{
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 ||
        day > date_days_in_month(year, month))
        return DAY_NONE;
    int count = date_days_before_year(year) + day - 1;
    for (int m = 1; m < month; m++)
        count += date_days_in_month(year, m);
    return count - EPOCH;
}

void date_parts(day_t day, int *year, int *month, int *mday)
{
    assert(day != DAY_NONE && year && month && mday);
    int count = day + EPOCH;
    int y = (int)(count / 365.2425) + 1;
    while (date_days_before_year(y) > count)
        y--;
    while (date_days_before_year(y + 1) <= count)
        y++;
    count -= date_days_before_year(y);
    int m = 1;
    for (; count >= date_days_in_month(y, m); m++)
        count -= date_days_in_month(y, m);
    *year = y;
    *month = m;
    *mday = count + 1;
}

int date_weekday(day_t day)
{
    assert(day != DAY_NONE);
    return (day + EPOCH) % 7; /* 0001-01-01 was a Monday */
}

const char *date_weekday_name(day_t day)
{
    static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return names[date_weekday(day)];
}

day_t date_now(void)
{
    time_t now = time(NULL);
    struct tm local;
    localtime_r(&now, &local);
    return date_of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

const char *date_minute(const char *instant, char out[DATE_MINUTE_SIZE])
{
    assert(instant && out);
    struct tm utc = {0}, local;
    snprintf(out, DATE_MINUTE_SIZE, "%.16s", instant);
    if (sscanf(instant, "%4d-%2d-%2dT%2d:%2d:%2d", &utc.tm_year, &utc.tm_mon, &utc.tm_mday,
            &utc.tm_hour, &utc.tm_min, &utc.tm_sec) != 6)
        return out;
    utc.tm_year -= 1900;
    utc.tm_mon--;
    time_t at = timegm(&utc);
    if (localtime_r(&at, &local))
        strftime(out, DATE_MINUTE_SIZE, "%Y-%m-%d %H:%M", &local);
    return out;
}

const char *date_text(day_t day, char out[DAY_TEXT_SIZE])
{
    assert(day != DAY_NONE && out);
    int year, month, mday;
    date_parts(day, &year, &month, &mday);
    snprintf(out, DAY_TEXT_SIZE, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)month % 100,
        (unsigned)mday % 100);
    return out;
}

/* The number that `count` digits at text make; -1 when they are not all digits. */
static int date_digits(const char *text, size_t count)
{
    int number = 0;
    for (size_t i = 0; i < count; i++) {
        if (!isdigit((unsigned char)text[i]))
            return -1;
        number = number * 10 + text[i] - '0';
    }
    return number;
}

/* Whether text has the shape of YYYY-MM-DD. */
static bool date_is_iso(const char *text)
{
    return strlen(text) == DAY_TEXT_SIZE - 1 && text[4] == '-' && text[7] == '-' &&
           date_digits(text, 4) >= 0 && date_digits(text + 5, 2) >= 0 &&
           date_digits(text + 8, 2) >= 0;
}

day_t date_parse(const char *text)
{
    assert(text);
    if (!date_is_iso(text))
        return DAY_NONE;
    return date_of(date_digits(text, 4), date_digits(text + 5, 2), date_digits(text + 8, 2));
}

day_t date_add(day_t day, int64_t days)
{
    static const int64_t first = -EPOCH, last = 2932896; /* 9999-12-31 */
    int64_t sum = day + days;
    return sum < first || sum > last ? DAY_NONE : (day_t)sum;
}

day_t date_add_months(day_t day, int count)
{
    int year, month, mday;
    date_parts(day, &year, &month, &mday);
    int64_t at = (int64_t)year * 12 + month - 1 + count;
    int64_t to = at / 12;
    if (at < 0 || to < FIRST_YEAR || to > LAST_YEAR)
        return DAY_NONE;
    month = (int)(at % 12) + 1;
    int most = date_days_in_month((int)to, month);
    return date_of((int)to, month, mday < most ? mday : most);
}

/* The last day of the span of that many months in which the day lies. */
static day_t date_end_of(day_t day, int span)
{
    int year, month, mday;
    date_parts(day, &year, &month, &mday);
    month = (month - 1) / span * span + span;
    return date_of(year, month, date_days_in_month(year, month));
}

day_t date_end_of_month(day_t day)
{
    return date_end_of(day, 1);
}

day_t date_end_of_quarter(day_t day)
{
    return date_end_of(day, 3);
}

day_t date_end_of_year(day_t day)
{
    return date_end_of(day, 12);
}

time_t date_end_of_day(day_t day)
{
    int year, month, mday;
    date_parts(day, &year, &month, &mday);
    struct tm local = {.tm_year = year - 1900,
        .tm_mon = month - 1,
        .tm_mday = mday,
        .tm_hour = 23,
        .tm_min = 59,
        .tm_sec = 59,
        .tm_isdst = -1};
    return mktime(&local);
}

const char *date_distance(day_t day, day_t today, char out[32])
{
    static const struct {
        int64_t least; /* days from which on it is counted in */
        double days;
        const char *name;
    } units[] = {{730, 365.2425, "year"}, {61, 30.437, "month"}, {14, 7, "week"}, {0, 1, "day"}};
    int64_t ahead = (int64_t)day - today, far = ahead < 0 ? -ahead : ahead;
    if (far <= 1) {
        strcpy(out, far == 0 ? "today" : ahead > 0 ? "tomorrow" : "yesterday");
        return out;
    }
    size_t i = 0;
    while (far < units[i].least)
        i++;
    int count = (int)((double)far / units[i].days + 0.5);
    snprintf(out, 32, ahead > 0 ? "in %d %s%s" : "%d %s%s ago", count, units[i].name,
        count == 1 ? "" : "s");
    return out;
}
