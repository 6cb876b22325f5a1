/*
 * measure.h: samples of how long something took, beside those of the bare way to do it.
 */
#ifndef LI_BENCH_MEASURE_H
#define LI_BENCH_MEASURE_H

#include <stddef.h>
#include <stdio.h>

enum { SAMPLES = 120, MEASURES = 16 };

struct samples {
    double ms[SAMPLES];
    size_t count;
};

struct compared {
    const char *name; /* "key: down" */
    struct samples ours, bare;
};

/* All that was measured in one run. */
struct bench {
    long rows; /* affiliates in the database */
    char folder[64];
    struct compared compared[MEASURES];
    size_t count;
};

double clock_ms(void); /* of a clock that only goes forward */

struct compared *bench_measure(struct bench *bench, const char *name);
void samples_add(struct samples *samples, double ms);

/* A table for a person, and the same as JSON. */
void bench_print(const struct bench *bench, FILE *out);
void bench_write(const struct bench *bench, FILE *out);

/* Measures: of the screen, of the store. Each makes what it needs in the bench's folder. */
void bench_screen(struct bench *bench, const char *self);
void bench_store(struct bench *bench);

/* The bare list: `bench list ROWS` shows so many lines under a cursor and does nothing else. */
int bare_list(long rows);

#endif
