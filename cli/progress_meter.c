/*
 * progress_meter.c: the progress of long work.
 */
#include "cli/progress_meter.h"
#include "core/base/number.h"
#include <assert.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

/* Seconds before anything shows, and between two updates. */
static const double progress_patience = 0.5, progress_pace = 0.1;
/* The fraction that must be done before it tells how long the rest will take. */
static const double progress_known = 0.005;

static double progress_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void progress_meter_begin(struct progress_meter *meter, const char *unit)
{
    assert(meter && unit);
    *meter = (struct progress_meter){
        .unit = unit, .began = progress_seconds(), .terminal = isatty(STDERR_FILENO)};
}

void progress_meter_begin_saying(struct progress_meter *meter, const char *unit, const char *doing)
{
    assert(meter && unit && doing);
    progress_meter_begin(meter, unit);
    meter->doing = doing;
}

/* "[########------------]  40%  " */
static void progress_write_bar(double part)
{
    enum { WIDTH = 20 };
    int full = (int)(part * WIDTH);
    fputc('[', stderr);
    for (int i = 0; i < WIDTH; i++)
        fputc(i < full ? '#' : '-', stderr);
    fprintf(stderr, "] %3.0f%%  ", 100 * part);
}

void progress_meter_show(struct progress_meter *meter, int64_t done, int64_t total, int64_t units)
{
    assert(meter);
    if (!meter->terminal)
        return;
    double now = progress_seconds(), spent = now - meter->began;
    if (spent < progress_patience || (meter->shown > 0 && now - meter->shown < progress_pace))
        return;
    char text[NUMBER_SIZE];
    double part = total > 0 ? (double)done / (double)total : 0;
    fprintf(stderr, "\r\033[K");
    if (meter->shown == 0 && meter->doing)
        fprintf(stderr, "%s\n", meter->doing);
    meter->shown = now;
    if (part > 0)
        progress_write_bar(part);
    fprintf(stderr, "%s %s", number_grouped(units, text), meter->unit);
    fprintf(stderr, ", %s per second", number_grouped((int64_t)((double)units / spent), text));
    if (part >= progress_known)
        fprintf(stderr, ", %.0f s left", spent * (1 - part) / part);
    fflush(stderr);
}

bool progress_meter_journal(void *arg, int64_t done, int64_t total, int64_t units)
{
    progress_meter_show(arg, done, total, units);
    return true;
}

void progress_meter_units(void *arg, int64_t done, int64_t total)
{
    progress_meter_show(arg, done, total, done);
}

void progress_meter_spend(struct progress_meter *meter, const char *doing)
{
    assert(meter && doing);
    double now = progress_seconds();
    if (!meter->terminal || (meter->shown > 0 && now - meter->shown < progress_pace))
        return;
    meter->shown = now;
    fprintf(stderr, "\r\033[K%s, %.0f s", doing, now - meter->began);
    fflush(stderr);
}

bool progress_meter_waits(void *arg)
{
    struct progress_meter *meter = arg;
    if (progress_seconds() - meter->began >= progress_patience)
        progress_meter_spend(meter, "Searching");
    return false;
}

bool progress_meter_waits_for_other(void *arg, double waited)
{
    static bool said;
    (void)arg;
    if (waited < progress_patience)
        said = false;
    else if (!said && isatty(STDERR_FILENO)) {
        fputs("\r\033[KWaiting for another program to finish writing...\n", stderr);
        said = true;
    }
    return true;
}

void progress_meter_end(struct progress_meter *meter)
{
    assert(meter);
    if (meter->shown > 0)
        fputs("\r\033[K", stderr);
    meter->shown = 0;
}
