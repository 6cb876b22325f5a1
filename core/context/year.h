/*
 * year.h: years of plans, which need not begin in January. A year is named for the one it ends in:
 * from July on, the year 2027 runs from 2026-07-01 to 2027-06-30.
 */
#ifndef LI_CORE_CONTEXT_YEAR_H
#define LI_CORE_CONTEXT_YEAR_H

#include "core/context/context.h"

enum { QUARTERS = 4 };

struct year {
    int number;
    day_t first, last;
};

/* starts: the month (1 to 12) with which years begin. */
struct year year_of(int number, int starts);
struct year year_at(day_t day, int starts);

/* 0 to 3: the quarter of the year in which the day lies; -1: it lies outside. */
int year_quarter(const struct year *year, day_t day);

/* The text with the first mention of one year made another: "Conference 2027". The caller frees it.
 */
char *year_renamed(const char *text, int from, int to);

/* What the settings say (year_starts). */
int year_starts(const struct context *context);

#endif
