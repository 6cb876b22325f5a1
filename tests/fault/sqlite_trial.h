/*
 * sqlite_trial.h: a piece of work tried with each call of SQLite's and of libc's that reads or
 * writes failing in turn.
 *
 * Whatever fails, the records are as before or as the work makes them, which of both is what it
 * returned; the database is sound; a failure has a sentence for a person; and an answer is the
 * whole answer.
 */
#ifndef LI_TESTS_FAULT_SQLITE_TRIAL_H
#define LI_TESTS_FAULT_SQLITE_TRIAL_H

#include "tests/support/temp_folder.h"
#include <stdbool.h>
#include <stdio.h>

struct sqlite_trial {
    struct place *place;     /* the database that is worked on */
    char *kept;              /* what every try begins with */
    unsigned long seed;      /* which places are tried */
    void *arg;               /* of the work */
    struct store *store;     /* what begin returned */
    struct context *context; /* what it opened instead, where the work is one of core */
};

struct sqlite_work {
    const char *name;
    /* Makes ready for it, unharmed. What it returns is given to run, and closed. NULL: nothing to
       make ready, or nothing to close so. */
    struct store *(*begin)(struct sqlite_trial *trial);
    /* What it answers goes to out. */
    enum li_err (*run)(
        struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err);
    /* Closes what begin opened and did not return. NULL: nothing. */
    void (*end)(struct sqlite_trial *trial);
    /* What must go on after each try, once it was judged what is there. NULL: nothing. */
    void (*sequel)(struct sqlite_trial *trial);
    bool one_fault; /* a read that fails is enough; the database is one of core, not checked here */
    bool reads;     /* it writes nothing: one sort of fault is enough, and one opening */
    bool has_sequel; /* something that may fail comes after its commit */
    bool by_steps;   /* it commits more than once, so that a failure may leave what lies between */
    long share; /* check tries one of its places in so many; 0: as usual. For what takes long */
};

/* The database in the place, closed, is what every try begins with. */
void sqlite_trial_begin(struct sqlite_trial *trial, struct place *place);
void sqlite_trial_end(struct sqlite_trial *trial);

/* A share of the places (fault_place.h) in turn, with several faults. Fails the test that asked.
 */
void sqlite_trial_run(struct sqlite_trial *trial, const struct sqlite_work *work);

#endif
