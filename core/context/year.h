/*
 * year.h: plan years, which need not begin in January. A plan year is named for the year it ends
 * in: if years begin in July, 2027 runs from 2026-07-01 to 2027-06-30.
 */
#ifndef LI_CORE_CONTEXT_YEAR_H
#define LI_CORE_CONTEXT_YEAR_H

#include "core/context/context.h"

enum { QUARTERS = 4 };

struct year {
    int number;
    day_t first, last;
};

/* The plan year of that number, and the one in which a day lies. starts: the month (1 to 12) with
   which years begin. */
struct year year_of(int number, int starts);
struct year year_at(day_t day, int starts);

/* The quarter (0 to 3) in which the day lies; -1: not in this year, or DAY_NONE. */
int year_quarter(const struct year *year, day_t day);

/* The text with its first mention of the year `from` replaced by `to`: "Conference 2027". The
   caller frees it. */
char *year_renamed(const char *text, int from, int to);

/* The setting year_starts: the month with which years begin. */
int year_starts(const struct context *context);

#endif
