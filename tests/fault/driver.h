/*
 * driver.h: a program that meets a fault at every moment in turn leaves the old records or the new,
 * says so truly, and crashes never.
 *
 * A kind of fault is a way to make the nth operation of a program fail. The driver runs each piece
 * of work with n counting up until a run meets no fault any more, on a copy of the same database,
 * and judges what is left. All of that takes hours, so a run of the tests tries a share of the n,
 * which the seed chooses: LIAISE_SHARE=1 tries all, LIAISE_SEED repeats what a failure printed.
 */
#ifndef LI_TESTS_FAULT_DRIVER_H
#define LI_TESTS_FAULT_DRIVER_H

#include "tests/support/screen_test.h"
#include <stdbool.h>

struct fault {
    const char *name;
    const char *library;       /* is loaded before the program; in the build folder */
    const char *const *causes; /* one of them stands in the sentence of a failure */
    const char *claim;         /* in a sentence: then nothing was changed */
};

/* A piece of work: lines of sh in which `liaise` is the program. */
struct work {
    const char *name;
    const char *before; /* what makes ready for it, unharmed; NULL: nothing */
    const char *line;   /* one command, with `liaise` first */
    const char *made;   /* a file it makes in $HOME: a database that must be whole; NULL: none */
    const char *writes; /* any other that it makes there; NULL: none */
    bool oldest;        /* the database is as the first liaise made it */
    bool goes_on;       /* without what it cannot read, and tells so */
    bool by_steps;      /* what it says was not changed is of its last step */
    int rarely; /* check tries so many times fewer of its moments; 0: as many as of others */
};

extern const struct work works[];
extern const size_t work_count;

struct bench {
    struct desk desk;
    const struct fault *fault;
    unsigned long seed;
    char *kept; /* the database that every try begins with */
};

/* Prints the seed. False: the program cannot be harmed so (it is built with a sanitizer). */
bool bench_open(struct bench *bench, const struct fault *fault);
void bench_close(struct bench *bench);

/* How many tries were not as they should be; it says of which seed and n they were. */
long bench_try_all(struct bench *bench, const struct work *work, long share);

/* For other ways to work, such as the screen. A try sets the environment of the programs started
   from here on; met tells whether the fault came, and ends the harm. */
void bench_renew(struct bench *bench); /* the database as it was kept */
void bench_harm(const struct bench *bench, long n, bool lasting);
bool bench_met(const struct bench *bench);
/* Whether a run takes up that piece of work: with LIAISE_WORK the one named, with LIAISE_SHARE all,
   else one in so many, which the seed chooses. */
bool bench_has_turn(const struct bench *bench, size_t work, int turns);
long bench_first(const struct bench *bench, long share); /* n of the share's first try */
long bench_share(long usual);
long bench_share_of(const struct work *work, long usual);
char *bench_database(const struct bench *bench); /* its path; the caller frees it */
bool bench_names_cause(const struct fault *fault, const char *said);

/* What stands in the records, whatever their ids: equal texts, equal records. Fails unless `liaise
   check` is content. The caller frees it. */
char *bench_records(struct bench *bench, const char *file);

#endif
