/*
 * date_typed.h: days as people write them.
 */
#ifndef LI_CORE_BASE_DATE_TYPED_H
#define LI_CORE_BASE_DATE_TYPED_H

#include "core/base/date_show.h"
#include "data/base/error.h"

/* Parses what a person writes: 2026-03-15, 15 mar, 15 march 2026, mar 15 2026, 15.3., 3/15/2026,
   today, tomorrow, yesterday, fri (the next one, never today), next fri (of next week), last fri,
   next month, +2w, -3d, in 2 weeks, 3 days ago, eom, eoq, eoy. Without a year it is the day nearest
   to today; a year of two digits is the nearest one. The order decides which of two days 3/4 is;
   under DATE_ISO it is refused, naming both. Other text is refused with examples. */
enum li_err date_typed_parse(
    const char *typed, day_t today, enum date_order order, day_t *out, struct li_error *err);

/* The same for what has happened: a day after today is refused (LI_USAGE). */
enum li_err date_typed_parse_past(
    const char *typed, day_t today, enum date_order order, day_t *out, struct li_error *err);

#endif
