/*
 * measure.h: samples of what something cost, beside those of the bare way to do it, and the limit
 * that one of the two must keep.
 */
#ifndef LI_TESTS_BENCH_MEASURE_H
#define LI_TESTS_BENCH_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { SAMPLES = 1000, MEASURES = 200 };

struct samples {
    double value[SAMPLES];
    size_t count;
};

/* What a limit is set on. */
enum limit_on { LIMIT_NONE, LIMIT_RATIO /* of the medians */, LIMIT_P99, LIMIT_MOST };

struct compared {
    long rows; /* affiliates in the database */
    const char *name, *unit;
    enum limit_on on;
    double limit;
    struct samples ours, bare; /* bare without samples: there is nothing to compare with */
};

/* All that was measured in one run. */
struct bench {
    long rows;          /* of the database at hand */
    int samples;        /* of everything */
    const char *folder; /* of databases and files, which stay for the next run */
    const char *self, *liaise;
    struct compared compared[MEASURES];
    size_t count;
};

double clock_ms(void); /* of a clock that only goes forward */

struct compared *bench_measure(
    struct bench *bench, const char *name, const char *unit, enum limit_on on, double limit);
void samples_add(struct samples *samples, double value);

/* The name of a file of this size's in the folder: "1000000.db". The caller frees it. */
char *bench_path(const struct bench *bench, const char *ending);

/* A table for a person; the same in Markdown; as JSON; and beside what an older run wrote. */
void bench_print(const struct bench *bench, bool markdown, FILE *out);
void bench_write(const struct bench *bench, FILE *out);
int bench_compare(const char *older, const char *newer, FILE *out);

/* Reads the database at hand through, so that the system has it in its cache, if there is room. */
void bench_warm(const struct bench *bench);

/* The measures. The first makes the database of this size unless it is there. */
void bench_prepare(struct bench *bench);
void bench_screen(struct bench *bench);
void bench_finding(struct bench *bench);
void bench_goals(struct bench *bench);
void bench_log(struct bench *bench);
void bench_import(struct bench *bench);

/* What the bench runs itself as: `bench list FILE` shows the lines of a file under a cursor and
   does nothing else; `bench import CSV DATABASE LIKE` inserts rows into a table as the database
   LIKE has it and does nothing else. */
int bare_list(const char *path);
int bare_import(const char *csv, const char *database, const char *like);

#endif
