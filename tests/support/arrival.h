/*
 * arrival.h: the entries of a world coming in to a database, in an order by chance, held against
 * the plain journal of what has come.
 *
 * What cannot be done where it should fails the test.
 */
#ifndef LI_TESTS_SUPPORT_ARRIVAL_H
#define LI_TESTS_SUPPORT_ARRIVAL_H

#include "tests/support/ledger.h"
#include "tests/support/plain_world.h"

struct arrival {
    const struct world *world;
    struct ledger *ledger;
    struct plain_journal plain; /* of what has arrived */
    bool here[WORLD_ENTRIES_MOST];
    int left;
};

void arrival_begin(struct arrival *arrival, const struct world *world);
void arrival_end(struct arrival *arrival);

/* One of those that can come: what it follows has come. Its place in the world. */
int arrival_next(struct arrival *arrival, struct chance *chance);

/* Merges them at once, in any order that they have. */
enum li_err arrival_merge(struct arrival *arrival, const struct entry *entries, size_t count);

/* The clock comes to what lay in the future. */
enum li_err arrival_wait(struct arrival *arrival);

/* NULL: the database holds what the plain journal says. Else what differs first, for the caller to
   free. */
char *arrival_differs(struct arrival *arrival);

#endif
