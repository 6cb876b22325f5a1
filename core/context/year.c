/*
 * year.c: years and their quarters.
 */
#include "core/context/year.h"
#include "data/base/memory.h"
#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

struct year year_of(int number, int starts)
{
    day_t first = date_of(starts > 1 ? number - 1 : number, starts, 1);
    return (struct year){number, first, date_add_months(first, 12) - 1};
}

struct year year_at(day_t day, int starts)
{
    int number, month, mday;
    date_parts(day, &number, &month, &mday);
    return year_of(number + (starts > 1 && month >= starts), starts);
}

int year_quarter(const struct year *year, day_t day)
{
    assert(year);
    if (day == DAY_NONE || day < year->first || day > year->last)
        return -1;
    int quarter = QUARTERS - 1;
    while (quarter > 0 && day < date_add_months(year->first, quarter * 3))
        quarter--;
    return quarter;
}

char *year_renamed(const char *text, int from, int to)
{
    assert(text);
    char year[16];
    int length = snprintf(year, sizeof year, "%d", from);
    const char *at = strstr(text, year);
    bool apart = at && (at == text || !isdigit((unsigned char)at[-1])) &&
                 !isdigit((unsigned char)at[length]);
    return apart ? li_format("%.*s%d%s", (int)(at - text), text, to, at + length) : li_strdup(text);
}

int year_starts(const struct context *context)
{
    assert(context);
    return (int)setting_number(&context->settings, SETTING_YEAR_STARTS);
}
