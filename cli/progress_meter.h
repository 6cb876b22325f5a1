/*
 * progress_meter.h: how far a long piece of work is, on standard error while that is a terminal:
 * after half a second, with a bar, a rate and the time left.
 */
#ifndef LI_CLI_PROGRESS_METER_H
#define LI_CLI_PROGRESS_METER_H

#include <stdbool.h>
#include <stdint.h>

struct progress_meter {
    const char *unit;    /* "rows" */
    const char *doing;   /* said on a line of its own before the first; NULL: nothing */
    double began, shown; /* seconds; shown 0: nothing yet */
    bool terminal;
};

void progress_meter_begin(struct progress_meter *meter, const char *unit);

/* For work that nobody asked for, and that may not come to be: says what is done, once it shows. */
void progress_meter_begin_saying(struct progress_meter *meter, const char *unit, const char *doing);

/* done of total in any measure (bytes), and how many units that is. */
void progress_meter_show(struct progress_meter *meter, int64_t done, int64_t total, int64_t units);

/* For how long it is at something of which nobody can tell how far it is ("Checking the file"):
   from the first time on, since it may be long before it is asked again. */
void progress_meter_spend(struct progress_meter *meter, const char *doing);

/* A store_on_progress that never stops: the same of a statement that gives nothing for half a
   second; arg is the meter. */
bool progress_meter_waits(void *arg);

/* A store_waiting: says once, after half a second, that another program is waited for. */
bool progress_meter_waits_for_other(void *arg, double seconds);

/* Wipes the line, so that what follows stands alone. */
void progress_meter_end(struct progress_meter *meter);

#endif
