/*
 * date_show.c: dates as people read them.
 */
#include "core/base/date_show.h"
#include "data/base/memory.h"
#include <assert.h>
#include <ctype.h>
#include <langinfo.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *date_show(day_t day, enum date_order order, char out[DATE_SHOWN_SIZE])
{
    static const char *const months[] = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    assert(out);
    if (order == DATE_ISO)
        return date_text(day, out);
    int year, month, mday;
    date_parts(day, &year, &month, &mday);
    unsigned in_month = (unsigned)mday % 100, of = (unsigned)year % 10000;
    if (order == DATE_US)
        snprintf(out, DATE_SHOWN_SIZE, "%s %u, %u", months[month - 1], in_month, of);
    else
        snprintf(out, DATE_SHOWN_SIZE, "%u %s %u", in_month, months[month - 1], of);
    return out;
}

const char *date_show_stored(const char *stored, enum date_order order, char out[DATE_SHOWN_SIZE])
{
    day_t day = stored && order != DATE_ISO ? date_parse(stored) : DAY_NONE;
    return day == DAY_NONE ? stored : date_show(day, order, out);
}

/* The day that a sentence names there, as a word of its own; else DAY_NONE. */
static day_t date_show_named_at(const char *sentence, const char *at)
{
    char word[DAY_TEXT_SIZE];
    size_t length = strspn(at, "0123456789-");
    bool inside = at > sentence && (isalnum((unsigned char)at[-1]) || strchr("-_/", at[-1]));
    if (inside || length != DAY_TEXT_SIZE - 1 || isalnum((unsigned char)at[length]))
        return DAY_NONE;
    snprintf(word, sizeof word, "%.*s", (int)length, at);
    return date_parse(word);
}

char *date_show_all(char *sentence, enum date_order order)
{
    if (!sentence || order == DATE_ISO)
        return sentence;
    char *shown = NULL, written[DATE_SHOWN_SIZE];
    FILE *out = li_text_open(&shown);
    for (const char *at = sentence; *at;) {
        day_t day = date_show_named_at(sentence, at);
        if (day == DAY_NONE) {
            putc(*at++, out);
        } else {
            fputs(date_show(day, order, written), out);
            at += DAY_TEXT_SIZE - 1;
        }
    }
    li_text_close(out);
    free(sentence);
    return shown;
}

int date_show_width(enum date_order order)
{
    static const int widths[] = {[DATE_ISO] = 10, [DATE_US] = 12, [DATE_EU] = 11};
    return widths[order];
}

enum date_order date_show_locale(void)
{
    const char *locale = setlocale(LC_TIME, NULL);
    if (!locale || strcmp(locale, "POSIX") == 0 || strcmp(locale, "C") == 0 ||
        strncmp(locale, "C.", 2) == 0)
        return DATE_ISO;
    const char *format = nl_langinfo(D_FMT);
    switch (format[strcspn(format, "dDemyYCF")]) { /* the first that is shown */
    case 'd':
    case 'e': return DATE_EU;
    case 'm':
    case 'D': return DATE_US;
    default: return DATE_ISO;
    }
}
