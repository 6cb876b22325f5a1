/*
 * progress_meter.h: the progress of work that takes longer than half a second, on standard error if
 * that is a terminal: a bar, a rate and the time left.
 */
#ifndef LI_CLI_PROGRESS_METER_H
#define LI_CLI_PROGRESS_METER_H

#include <stdbool.h>
#include <stdint.h>

struct progress_meter {
    const char *unit;    /* "rows" */
    const char *doing;   /* a line before the first bar; NULL: none */
    double began, shown; /* seconds; shown 0: nothing yet */
    bool terminal;
};

void progress_meter_begin(struct progress_meter *meter, const char *unit);

/* For work that was not asked for and may turn out to be none: says what it is once it shows. */
void progress_meter_begin_saying(struct progress_meter *meter, const char *unit, const char *doing);

/* done of total in any measure, such as bytes, and how many units that is. */
void progress_meter_show(struct progress_meter *meter, int64_t done, int64_t total, int64_t units);

/* The same as callbacks, arg being the meter: a progress_fn that never stops, and one whose
   measure is its units. */
bool progress_meter_journal(void *arg, int64_t done, int64_t total, int64_t units);
void progress_meter_units(void *arg, int64_t done, int64_t total);

/* For work whose end is unknown: what is being done ("Checking the file") and for how long. Shown
   from the first call on, since the next may be long in coming. */
void progress_meter_spend(struct progress_meter *meter, const char *doing);

/* A store_on_progress that never stops: "Searching", once a statement has given no row for half a
   second; arg is the meter. */
bool progress_meter_waits(void *arg);

/* A store_wait_observer: says once, after half a second, that it waits for another program. */
bool progress_meter_waits_for_other(void *arg, double seconds);

/* Wipes the line, so that what follows stands alone. */
void progress_meter_end(struct progress_meter *meter);

#endif
