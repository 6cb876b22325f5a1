/*
 * date_typed.c: the ways people write a day.
 */
#include "core/base/date_typed.h"
#include "core/base/text.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 3, MOST_DIGITS = 6, NAME_LEAST = 3 /* "mar", "fri" */ };

static const char *const date_typed_months[] = {"january", "february", "march", "april", "may",
    "june", "july", "august", "september", "october", "november", "december", NULL};
static const char *const date_typed_weekdays[] = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", NULL};
static const char *const date_typed_units[] = {"days", "weeks", "months", "years", NULL};
enum date_unit { UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR };

/* The result of a parser. */
enum date_form { FORM_OTHER, FORM_DAY, FORM_NO_SUCH_DAY, FORM_TWO_DAYS };

/* A text and its words: folded, split at blanks, commas and hyphens. */
struct date_written {
    day_t today;
    enum date_order order;
    char *text;
    char *word[MOST_WORDS];
    int words;         /* MOST_WORDS + 1: there are more */
    day_t day, second; /* what was read; second: the other that it can be */
};

static enum date_form date_typed_is_day(struct date_written *written, day_t day)
{
    written->day = day;
    return day == DAY_NONE ? FORM_NO_SUCH_DAY : FORM_DAY;
}

/* The number that a word is, -1 when it is none. */
static int date_typed_number_of(const char *word)
{
    size_t count = strspn(word, "0123456789");
    return count == 0 || count > MOST_DIGITS || word[count] ? -1 : atoi(word);
}

/* Which of names the word is or begins, by at least so many letters. */
static int date_typed_name_begun(const char *word, const char *const *names, size_t least)
{
    size_t length = strlen(word);
    for (int i = 0; names[i] && length >= least; i++)
        if (strncmp(word, names[i], length) == 0)
            return i;
    return -1;
}

/* --- words ------------------------------------------------------------------------------------ */

static day_t date_typed_day_itself(day_t day)
{
    return day;
}

static day_t date_typed_day_after(day_t day)
{
    return date_add(day, 1);
}

static day_t date_typed_day_before(day_t day)
{
    return date_add(day, -1);
}

static enum date_form date_typed_parse_word(struct date_written *written)
{
    static const struct {
        const char *word;
        day_t (*from)(day_t today);
    } words[] = {
        {"today", date_typed_day_itself},
        {"tomorrow", date_typed_day_after},
        {"yesterday", date_typed_day_before},
        {"eom", date_end_of_month},
        {"eoq", date_end_of_quarter},
        {"eoy", date_end_of_year},
        {"end of month", date_end_of_month},
        {"end of quarter", date_end_of_quarter},
        {"end of year", date_end_of_year},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(written->text, words[i].word) == 0)
            return date_typed_is_day(written, words[i].from(written->today));
    return FORM_OTHER;
}

static day_t date_typed_after(day_t day, int count, enum date_unit unit)
{
    static const struct {
        int days, months;
    } lengths[] = {
        [UNIT_DAY] = {1, 0}, [UNIT_WEEK] = {7, 0}, [UNIT_MONTH] = {0, 1}, [UNIT_YEAR] = {0, 12}};
    return lengths[unit].days ? date_add(day, (int64_t)count * lengths[unit].days)
                              : date_add_months(day, count * lengths[unit].months);
}

/* fri, next fri, last fri. Alone it is the next one after today; with "next" it is in next week,
   which begins on a Monday; with "last" it is the one before today. */
static enum date_form date_typed_parse_weekday(struct date_written *written)
{
    bool next = written->words == 2 && strcmp(written->word[0], "next") == 0;
    bool last = written->words == 2 && strcmp(written->word[0], "last") == 0;
    if (written->words != 1 + (next || last))
        return FORM_OTHER;
    int weekday =
        date_typed_name_begun(written->word[written->words - 1], date_typed_weekdays, NAME_LEAST);
    if (weekday < 0)
        return FORM_OTHER;
    int today = date_weekday(written->today), ahead = (weekday - today + 7) % 7;
    int days = next ? 7 - today + weekday : last ? ahead - 7 : ahead == 0 ? 7 : ahead;
    return date_typed_is_day(written, date_add(written->today, days));
}

/* next month, last week */
static enum date_form date_typed_parse_next(struct date_written *written)
{
    int by = written->words != 2                     ? 0
             : strcmp(written->word[0], "next") == 0 ? 1
             : strcmp(written->word[0], "last") == 0 ? -1
                                                     : 0;
    int unit = by ? date_typed_name_begun(written->word[1], date_typed_units, NAME_LEAST) : -1;
    return unit < 0 ? FORM_OTHER
                    : date_typed_is_day(
                          written, date_typed_after(written->today, by, (enum date_unit)unit));
}

/* in 2 weeks, 3 days ago */
static enum date_form date_typed_parse_distance(struct date_written *written)
{
    bool ahead = written->words == 3 && strcmp(written->word[0], "in") == 0;
    bool ago = written->words == 3 && strcmp(written->word[2], "ago") == 0;
    if (!ahead && !ago)
        return FORM_OTHER;
    int count = date_typed_number_of(written->word[ahead]),
        unit = date_typed_name_begun(written->word[1 + ahead], date_typed_units, 1);
    if (count < 0 || unit < 0)
        return FORM_OTHER;
    return date_typed_is_day(
        written, date_typed_after(written->today, ago ? -count : count, (enum date_unit)unit));
}

/* +2w, -3d, +1m, +1y, +5, +2 weeks */
static enum date_form date_typed_parse_offset(struct date_written *written)
{
    int sign = *written->text == '+' ? 1 : *written->text == '-' ? -1 : 0;
    const char *at = written->text + (sign != 0);
    size_t count = strspn(at, "0123456789");
    if (sign == 0 || count == 0 || count > MOST_DIGITS)
        return FORM_OTHER;
    const char *name = at + count + strspn(at + count, " ");
    int unit = *name ? date_typed_name_begun(name, date_typed_units, 1) : UNIT_DAY;
    return unit < 0 ? FORM_OTHER
                    : date_typed_is_day(written,
                          date_typed_after(written->today, sign * atoi(at), (enum date_unit)unit));
}

/* --- day, month and year ---------------------------------------------------------------------- */

/* The day of that month that lies nearest to today; 29 February may be years away. */
static day_t date_typed_nearest(int month, int mday, day_t today)
{
    int year, this_month, this_mday;
    date_parts(today, &year, &this_month, &this_mday);
    day_t best = DAY_NONE;
    for (int y = year - 8; y <= year + 8; y++) {
        day_t day = date_of(y, month, mday);
        if (day != DAY_NONE && (best == DAY_NONE || abs(day - today) <= abs(best - today)))
            best = day;
    }
    return best;
}

/* year -1: none was written. */
static day_t date_typed_with_year(const struct date_written *written, int year, int month, int mday)
{
    return year < 0 ? date_typed_nearest(month, mday, written->today) : date_of(year, month, mday);
}

/* The year that so many digits name, -1 when none. Two of them name the year nearest to today. */
static int date_typed_year_of(int number, size_t digits, day_t today)
{
    int year, month, mday;
    if (number < 0 || (digits != 4 && digits != 2))
        return -1;
    if (digits == 4)
        return number;
    date_parts(today, &year, &month, &mday);
    int first = year - 50; /* the first of the hundred years that two digits can name */
    return first + ((number - first) % 100 + 100) % 100;
}

/* 15, 15th, 15.: the day of a month beside its name; -1: it is none. */
static int date_typed_mday_of(const char *word)
{
    static const char *const ends[] = {"", ".", "st", "nd", "rd", "th"};
    size_t count = strspn(word, "0123456789");
    for (size_t i = 0; i < sizeof ends / sizeof *ends && count > 0 && count <= 2; i++)
        if (strcmp(word + count, ends[i]) == 0)
            return atoi(word);
    return -1;
}

/* 15 mar, march 15, 15-mar, with or without a year of four or two digits after it. */
static enum date_form date_typed_parse_named(struct date_written *written)
{
    if (written->words != 2 && written->words != 3)
        return FORM_OTHER;
    int first = date_typed_name_begun(written->word[0], date_typed_months, NAME_LEAST);
    int month =
        first < 0 ? date_typed_name_begun(written->word[1], date_typed_months, NAME_LEAST) : first;
    int mday = date_typed_mday_of(written->word[first < 0 ? 0 : 1]), year = -1;
    if (written->words == 3)
        year = date_typed_year_of(
            date_typed_number_of(written->word[2]), strlen(written->word[2]), written->today);
    if (month < 0 || mday < 0 || (written->words == 3 && year < 0))
        return FORM_OTHER;
    return date_typed_is_day(written, date_typed_with_year(written, year, month + 1, mday));
}

/* Numbers with the same sign between them: 15.3. has two, 3/15/2026 three. */
struct date_numbers {
    int number[3], count;
    size_t digits[3];
    char sign;
};

/* Blanks may follow a sign; after the last number only a dot may stand. */
static bool date_typed_parse_numbers(const char *at, struct date_numbers *out)
{
    *out = (struct date_numbers){.count = 0};
    while (out->count < 3) {
        size_t digits = strspn(at, "0123456789");
        if (digits == 0 || digits > 4)
            return false;
        out->digits[out->count] = digits;
        out->number[out->count++] = atoi(at);
        at += digits;
        if (!*at || (*at == '.' && !at[1]))
            return out->count > 1;
        if (!strchr("./-", *at) || (out->sign && *at != out->sign))
            return false;
        out->sign = *at++;
        at += strspn(at, " ");
    }
    return false;
}

/* 3/15 and 15/3 are one day each, 3/4 can be two, unless the order tells which comes first. */
static enum date_form date_typed_parse_either_way(
    struct date_written *written, int one, int other, int year)
{
    day_t month_first = date_typed_with_year(written, year, one, other);
    day_t day_first = date_typed_with_year(written, year, other, one);
    if (month_first == DAY_NONE || day_first == DAY_NONE || month_first == day_first)
        return date_typed_is_day(written, month_first == DAY_NONE ? day_first : month_first);
    written->day = written->order == DATE_EU ? day_first : month_first;
    written->second = day_first;
    return written->order == DATE_ISO ? FORM_TWO_DAYS : FORM_DAY;
}

/* Whether the numbers are day and month with or without a year after them. Under ISO 26-03-15 could
   begin with its year, so it is not read. */
static bool date_typed_year_is_last(const struct date_numbers *numbers, enum date_order order)
{
    size_t year = numbers->count == 3 ? numbers->digits[2] : 4;
    return numbers->digits[0] <= 2 && numbers->digits[1] <= 2 &&
           (year == 4 || (year == 2 && (numbers->sign != '-' || order != DATE_ISO)));
}

/* 2026-3-15 and 2026/3/15 begin with the year, 15.3. and 15.3.2026 with the day; 3/15/26 and
   3-15 with either day or month. */
static enum date_form date_typed_parse_numeric(struct date_written *written)
{
    struct date_numbers numbers;
    if (!date_typed_parse_numbers(written->text, &numbers))
        return FORM_OTHER;
    const int *number = numbers.number;
    const size_t *digits = numbers.digits;
    if (numbers.count == 3 && digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2)
        return date_typed_is_day(written, date_of(number[0], number[1], number[2]));
    if (!date_typed_year_is_last(&numbers, written->order))
        return FORM_OTHER;
    int last = numbers.count == 3 ? date_typed_year_of(number[2], digits[2], written->today) : -1;
    return numbers.sign == '.' ? date_typed_is_day(written,
                                     date_typed_with_year(written, last, number[1], number[0]))
                               : date_typed_parse_either_way(written, number[0], number[1], last);
}

/* ---------------------------------------------------------------------------------------------- */

static void date_typed_part_words(struct date_written *written, char *copy)
{
    char *rest = NULL;
    for (char *at = strtok_r(copy, " ,-", &rest); at; at = strtok_r(NULL, " ,-", &rest)) {
        if (written->words < MOST_WORDS)
            written->word[written->words] = at;
        if (written->words <= MOST_WORDS)
            written->words++;
    }
}

static enum date_form date_typed_parse_written(struct date_written *written)
{
    static enum date_form (*const forms[])(struct date_written * written) = {date_typed_parse_word,
        date_typed_parse_weekday, date_typed_parse_next, date_typed_parse_distance,
        date_typed_parse_offset, date_typed_parse_named, date_typed_parse_numeric};
    enum date_form form = FORM_OTHER;
    for (size_t i = 0; i < sizeof forms / sizeof *forms && form == FORM_OTHER; i++)
        form = forms[i](written);
    return form;
}

static enum li_err date_typed_refuse(const struct date_written *written, enum date_form form,
    const char *typed, struct li_error *err)
{
    char one[DAY_TEXT_SIZE], other[DAY_TEXT_SIZE];
    if (form == FORM_NO_SUCH_DAY)
        return li_fail(err, LI_REFUSED, "\"%s\" isn't a valid date.", typed);
    if (form == FORM_TWO_DAYS)
        return li_fail(err, LI_REFUSED, "\"%s\" could be %s or %s; enter one of these.", typed,
            date_text(written->day, one), date_text(written->second, other));
    return li_fail(err, LI_REFUSED,
        "Can't read \"%s\" as a date. Try 2026-03-15, 15 mar, mar 15 2026, 15.3., 3/15/2026, "
        "today, tomorrow, yesterday, fri, next fri, last fri, +2w, -3d, +1m, +1y, eom, eoq or eoy.",
        typed);
}

enum li_err date_typed_parse(
    const char *typed, day_t today, enum date_order order, day_t *out, struct li_error *err)
{
    assert(typed && today != DAY_NONE && out);
    struct date_written written = {.today = today, .order = order, .text = text_fold(typed)};
    char *copy = text_fold(typed);
    date_typed_part_words(&written, copy);
    enum date_form form = date_typed_parse_written(&written);
    enum li_err code = form == FORM_DAY ? LI_OK : date_typed_refuse(&written, form, typed, err);
    if (!code)
        *out = written.day;
    free(copy);
    free(written.text);
    return code;
}

enum li_err date_typed_parse_past(
    const char *typed, day_t today, enum date_order order, day_t *out, struct li_error *err)
{
    enum li_err code = date_typed_parse(typed, today, order, out, err);
    if (!code && *out > today)
        code =
            li_fail(err, LI_USAGE, "%s is in the future; choose today or an earlier date.", typed);
    return code;
}
