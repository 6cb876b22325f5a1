/*
 * date_typed.h: days as people write them.
 */
#ifndef LI_CORE_BASE_DATE_TYPED_H
#define LI_CORE_BASE_DATE_TYPED_H

#include "core/base/date.h"
#include "data/base/error.h"

/* Parses what a person writes: 2026-03-15, 15 mar, 15 march 2026, mar 15 2026, 15.3., 3/15/2026,
   today, tomorrow, yesterday, fri (the next one, never today), next fri (of next week), last fri,
   next month, +2w, -3d, in 2 weeks, 3 days ago, eom, eoq, eoy. Without a year the day nearest to
   today is meant. 3/4 is refused with the two days it can be, what cannot be read with what can. */
enum li_err date_typed_parse(const char *typed, day_t today, day_t *out, struct li_error *err);

/* The same for what has happened: a day after today is refused (LI_USAGE). */
enum li_err date_typed_parse_past(const char *typed, day_t today, day_t *out, struct li_error *err);

#endif
