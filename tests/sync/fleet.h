/*
 * fleet.h: the laptops of a simulated team, and all ways in which they meet.
 *
 * The founder, number 0, invites the others, who join at once. They share a folder; each shares
 * another one with some neighbors; there is a mailbag, and files go by mail.
 */
#ifndef LI_TESTS_SYNC_FLEET_H
#define LI_TESTS_SYNC_FLEET_H

#include "tests/sync/laptop.h"
#include "tests/sync/mailbag.h"

enum { FLEET_REVOKED_MOST = 4 };

/* A laptop that was revoked, and which of its entries count. */
struct fleet_revoked {
    struct laptop *laptop;
    struct hash *counted;
    size_t count;
    struct id *replicas; /* all that it was, as known at the end */
    size_t replica_count;
};

struct fleet {
    struct story story; /* the chance and the time of all */
    struct laptop *laptops;
    int count, room; /* copies are added later */
    struct laptop_pool pool;
    struct laptop_tally tally;
    struct mailbag bag;
    char *folder;
    struct fleet_revoked revoked[FLEET_REVOKED_MOST];
    int revoked_count;
    size_t written; /* entries of records, but for what joining and undoing clocks wrote */
};

/* few: how often in a hundred people work on one of a few records. */
void fleet_begin(struct fleet *fleet, int laptops, int room, int few, uint64_t seed);
void fleet_end(struct fleet *fleet); /* LIAISE_KEEP: its files stay */

/* The others join, and all know of each other. */
void fleet_join_all(struct fleet *fleet);

/* Of those that are no longer revoked, one by chance. */
struct laptop *fleet_any(struct fleet *fleet);

/* One meets the others in some way, by chance; main: the folder of all can be reached. */
void fleet_meet(struct fleet *fleet, struct laptop *laptop, bool main);

/* All meet until nothing is new. How many rounds it took. */
int fleet_meet_all(struct fleet *fleet);

/* A copy of a laptop goes on beside it. */
void fleet_copy(struct fleet *fleet, struct laptop *from);

/* The founder revokes it, after a sync. */
void fleet_revoke(struct fleet *fleet, struct laptop *laptop);

/* Whether an entry is of a revoked laptop, and was not known to the founder then. For
   plain_journal; arg is the fleet, and fleet_know_revoked was called. */
bool fleet_bars(void *arg, const struct entry *entry);
void fleet_know_revoked(struct fleet *fleet);

#endif
