/*
 * progress_meter.c: how far a long piece of work is.
 */
#include "cli/progress_meter.h"
#include "core/base/number.h"
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static const double patience = 0.5, pace = 0.1; /* seconds before the first, between two */
static const double known = 0.005; /* the part that must be done for it to tell of the rest */

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void meter_start(struct meter *meter, const char *unit)
{
    *meter = (struct meter){.unit = unit, .began = seconds(), .terminal = isatty(STDERR_FILENO)};
}

void meter_start_saying(struct meter *meter, const char *unit, const char *doing)
{
    meter_start(meter, unit);
    meter->doing = doing;
}

/* "[########------------]  40 %" */
static void write_bar(double part)
{
    enum { WIDTH = 20 };
    int full = (int)(part * WIDTH);
    fputc('[', stderr);
    for (int i = 0; i < WIDTH; i++)
        fputc(i < full ? '#' : '-', stderr);
    fprintf(stderr, "] %3.0f %%  ", 100 * part);
}

void meter_show(struct meter *meter, int64_t done, int64_t total, int64_t units)
{
    if (!meter->terminal)
        return;
    double now = seconds(), spent = now - meter->began;
    if (spent < patience || (meter->shown > 0 && now - meter->shown < pace))
        return;
    char text[NUMBER_SIZE];
    double part = total > 0 ? (double)done / (double)total : 0;
    fprintf(stderr, "\r\033[K");
    if (meter->shown == 0 && meter->doing)
        fprintf(stderr, "%s\n", meter->doing);
    meter->shown = now;
    if (part > 0)
        write_bar(part);
    fprintf(stderr, "%s %s", number_grouped(units, text), meter->unit);
    fprintf(stderr, ", %s a second", number_grouped((int64_t)((double)units / spent), text));
    if (part >= known)
        fprintf(stderr, ", %.0f s left", spent * (1 - part) / part);
    fflush(stderr);
}

void meter_spend(struct meter *meter, const char *doing)
{
    double now = seconds();
    if (!meter->terminal || (meter->shown > 0 && now - meter->shown < pace))
        return;
    meter->shown = now;
    fprintf(stderr, "\r\033[K%s, %.0f s", doing, now - meter->began);
    fflush(stderr);
}

bool meter_waits(void *arg)
{
    struct meter *meter = arg;
    if (seconds() - meter->began >= patience)
        meter_spend(meter, "Looking");
    return false;
}

bool meter_waits_for_other(void *arg, double waited)
{
    static bool said;
    (void)arg;
    if (waited < patience)
        said = false;
    else if (!said && isatty(STDERR_FILENO)) {
        fputs("\r\033[KWaiting for another program that is writing...\n", stderr);
        said = true;
    }
    return true;
}

void meter_end(struct meter *meter)
{
    if (meter->shown > 0)
        fputs("\r\033[K", stderr);
    meter->shown = 0;
}
