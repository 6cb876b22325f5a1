/*
 * sqlite_world.h: what pieces of work are tried on (sqlite_trial.h): a database and another
 * computer's entries, both of which went on from the same records.
 */
#ifndef LI_TESTS_FAULT_SQLITE_WORLD_H
#define LI_TESTS_FAULT_SQLITE_WORLD_H

#include "data/entry/entry.h"
#include "tests/fault/sqlite_trial.h"
#include <stdint.h>

enum { SQLITE_WORLD_ENTRIES = 32, SQLITE_WORLD_DAY = 86400000 /* ms */ };

extern struct sqlite_world {
    struct entry theirs[SQLITE_WORLD_ENTRIES]; /* the other computer's */
    size_t count;
    int64_t clock; /* of every store that is opened here */
} sqlite_world;

/* Tries each of the works, to one without a name, on a new database in the place; arg is theirs. */
void sqlite_world_run(struct place *place, const struct sqlite_work *works, void *arg);

/* Forgets their entries, and takes all of a store's instead. */
void sqlite_world_take(struct store *store);

/* A begin of a work, and what others are made of. Whatever fails here fails the test. */
struct store *sqlite_world_open(struct sqlite_trial *trial);
/* The same, after the clock was three days ahead. */
struct store *sqlite_world_open_ahead(struct sqlite_trial *trial);
void sqlite_world_write(struct store *store, const char *label, const char *sql);

#endif
