/*
 * date.c: the calendar, and the ways people write a day.
 *
 * Days run from 0001-01-01 to 9999-12-31, so that every day has ten characters.
 */
#include "date.h"
#include "text.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FIRST_YEAR = 1, LAST_YEAR = 9999, EPOCH = 719162 /* days from 0001-01-01 to 1970-01-01 */ };
enum { MOST_WORDS = 3, NAME_LEAST = 3 /* "mar", "fri" */ };

static const char *const months[] = {"january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december", NULL};
static const char *const weekdays[] = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", NULL};

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

static int days_before_year(int year)
{
    int past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
}

day_t day_of(int year, int month, int day)
{
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month))
        return DAY_NONE;
    int count = days_before_year(year) + day - 1;
    for (int m = 1; m < month; m++)
        count += days_in_month(year, m);
    return count - EPOCH;
}

void day_parts(day_t day, int *year, int *month, int *mday)
{
    int count = day + EPOCH;
    int y = (int)(count / 365.2425) + 1;
    while (days_before_year(y) > count)
        y--;
    while (days_before_year(y + 1) <= count)
        y++;
    count -= days_before_year(y);
    int m = 1;
    for (; count >= days_in_month(y, m); m++)
        count -= days_in_month(y, m);
    *year = y;
    *month = m;
    *mday = count + 1;
}

int day_weekday(day_t day)
{
    return (day + EPOCH) % 7; /* 0001-01-01 was a Monday */
}

day_t day_now(void)
{
    time_t now = time(NULL);
    struct tm local;
    localtime_r(&now, &local);
    return day_of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

const char *day_text(day_t day, char out[DAY_TEXT_SIZE])
{
    int year, month, mday;
    day_parts(day, &year, &month, &mday);
    snprintf(out, DAY_TEXT_SIZE, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)month % 100,
        (unsigned)mday % 100);
    return out;
}

/* The number of so many digits at text, -1 when they are not all digits. */
static int digits(const char *text, size_t count)
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
static bool is_iso(const char *text)
{
    return strlen(text) == DAY_TEXT_SIZE - 1 && text[4] == '-' && text[7] == '-' &&
           digits(text, 4) >= 0 && digits(text + 5, 2) >= 0 && digits(text + 8, 2) >= 0;
}

day_t day_parse(const char *text)
{
    if (!is_iso(text))
        return DAY_NONE;
    return day_of(digits(text, 4), digits(text + 5, 2), digits(text + 8, 2));
}

static day_t in_range(int64_t day)
{
    static const int64_t first = -EPOCH, last = 2932896; /* 9999-12-31 */
    return day < first || day > last ? DAY_NONE : (day_t)day;
}

day_t day_add_months(day_t day, int count)
{
    int year, month, mday;
    day_parts(day, &year, &month, &mday);
    int64_t at = (int64_t)year * 12 + month - 1 + count;
    int64_t to = at / 12;
    if (at < 0 || to < FIRST_YEAR || to > LAST_YEAR)
        return DAY_NONE;
    month = (int)(at % 12) + 1;
    int most = days_in_month((int)to, month);
    return day_of((int)to, month, mday < most ? mday : most);
}

/* The last day of the span of so many months that day's month lies in. */
static day_t end_of(day_t day, int span)
{
    int year, month, mday;
    day_parts(day, &year, &month, &mday);
    month = (month - 1) / span * span + span;
    return day_of(year, month, days_in_month(year, month));
}

day_t day_end_of_month(day_t day)
{
    return end_of(day, 1);
}

day_t day_end_of_quarter(day_t day)
{
    return end_of(day, 3);
}

day_t day_end_of_year(day_t day)
{
    return end_of(day, 12);
}

/* The ways to write a day. Each reads a folded text: 1 it is one, 0 it is none of these, -1 it is
   one, but there is no such day. */

static int outcome(day_t day, day_t *out)
{
    *out = day;
    return day == DAY_NONE ? -1 : 1;
}

static day_t day_itself(day_t day)
{
    return day;
}

static day_t day_after(day_t day)
{
    return in_range((int64_t)day + 1);
}

static day_t day_before(day_t day)
{
    return in_range((int64_t)day - 1);
}

static int read_word(const char *text, day_t today, day_t *out)
{
    static const struct {
        const char *word;
        day_t (*from)(day_t today);
    } words[] = {
        {"today", day_itself},
        {"tomorrow", day_after},
        {"yesterday", day_before},
        {"eom", day_end_of_month},
        {"eoq", day_end_of_quarter},
        {"eoy", day_end_of_year},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(text, words[i].word) == 0)
            return outcome(words[i].from(today), out);
    return 0;
}

/* Which of names text is or begins, by at least three letters. */
static int name_begun(const char *text, const char *const *names)
{
    size_t length = strlen(text);
    for (int i = 0; names[i] && length >= NAME_LEAST; i++)
        if (strncmp(text, names[i], length) == 0)
            return i;
    return -1;
}

static int read_weekday(const char *text, day_t today, day_t *out)
{
    int weekday = name_begun(text, weekdays);
    if (weekday < 0)
        return 0;
    int ahead = (weekday - day_weekday(today) + 7) % 7;
    return outcome(in_range((int64_t)today + (ahead == 0 ? 7 : ahead)), out);
}

/* +2w, -3d, +1m, +1y, +5 */
static int read_offset(const char *text, day_t today, day_t *out)
{
    if (*text != '+' && *text != '-')
        return 0;
    size_t count = strspn(text + 1, "0123456789");
    const char *unit = text + 1 + count;
    if (count == 0 || count > 6 || (*unit != '\0' && (!strchr("dwmy", *unit) || unit[1] != '\0')))
        return 0;
    int steps = digits(text + 1, count) * (*text == '-' ? -1 : 1);
    if (*unit == 'm' || *unit == 'y')
        return outcome(day_add_months(today, steps * (*unit == 'y' ? 12 : 1)), out);
    return outcome(in_range((int64_t)today + (int64_t)steps * (*unit == 'w' ? 7 : 1)), out);
}

/* The day of that month that lies nearest to today; 29 February may be years away. */
static day_t nearest(int month, int mday, day_t today)
{
    int year, this_month, this_mday;
    day_parts(today, &year, &this_month, &this_mday);
    day_t best = DAY_NONE;
    for (int y = year - 8; y <= year + 8; y++) {
        day_t day = day_of(y, month, mday);
        if (day != DAY_NONE && (best == DAY_NONE || abs(day - today) <= abs(best - today)))
            best = day;
    }
    return best;
}

static int number_of(const char *word, size_t most_digits)
{
    size_t length = strlen(word);
    return length >= 1 && length <= most_digits ? digits(word, length) : -1;
}

/* 15 mar, march 15, with or without a year of four digits after it. */
static int read_written(const char *text, day_t today, day_t *out)
{
    char copy[64], *word[MOST_WORDS + 1] = {NULL}, *rest;
    if (strlen(text) >= sizeof copy)
        return 0;
    strcpy(copy, text);
    int count = 0;
    for (char *at = strtok_r(copy, " ,", &rest); at; at = strtok_r(NULL, " ,", &rest)) {
        if (count == MOST_WORDS)
            return 0;
        word[count++] = at;
    }
    if (count < 2)
        return 0;
    bool month_first = name_begun(word[0], months) >= 0;
    int month = name_begun(word[month_first ? 0 : 1], months) + 1;
    int mday = number_of(word[month_first ? 1 : 0], 2);
    if (month == 0 || mday < 0)
        return 0;
    if (count == 2)
        return outcome(nearest(month, mday, today), out);
    int year = strlen(word[2]) == 4 ? number_of(word[2], 4) : -1;
    return year < 0 ? 0 : outcome(day_of(year, month, mday), out);
}

static int read_iso(const char *text, day_t today, day_t *out)
{
    (void)today;
    return is_iso(text) ? outcome(day_parse(text), out) : 0;
}

enum li_err day_read(const char *typed, day_t today, day_t *out, struct li_error *err)
{
    static int (*const forms[])(const char *text, day_t today, day_t *out) = {
        read_iso, read_word, read_weekday, read_offset, read_written};
    char *text = text_fold(typed);
    int found = 0;
    day_t day = DAY_NONE;
    for (size_t i = 0; i < sizeof forms / sizeof *forms && found == 0; i++)
        found = forms[i](text, today, &day);
    free(text);
    if (found < 0)
        return li_fail(err, LI_REFUSED, "There is no such day as \"%s\".", typed);
    if (found == 0)
        return li_fail(err, LI_REFUSED,
            "\"%s\" is no day; write 2026-03-15, 15 mar, mar 15 2026, today, tomorrow, yesterday, "
            "fri, +2w, -3d, +1m, +1y, eom, eoq or eoy.",
            typed);
    *out = day;
    return LI_OK;
}

const char *day_distance(day_t day, day_t today, char out[32])
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
