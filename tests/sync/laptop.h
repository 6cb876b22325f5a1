/*
 * laptop.h: one database of the simulated team, open only while it is at work.
 *
 * What cannot be done where it should ends the program with a message.
 */
#ifndef LI_TESTS_SYNC_LAPTOP_H
#define LI_TESTS_SYNC_LAPTOP_H

#include "data/sync/sync.h"
#include "data/team/team_write.h"
#include "tests/support/office_work.h"

enum { LAPTOPS_OPEN_MOST = 8 };

/* Those that are open, the rest of all being files. */
struct laptop_pool {
    struct laptop *open[LAPTOPS_OPEN_MOST];
    int64_t turn;
    bool durable; /* a commit is on the disk: what is opened from now on */
};

/* What syncing has brought, of all laptops together. */
struct laptop_tally {
    size_t syncs, came, went, conflicts, failed, aside;
    char *why;             /* the first sentence of a failure; NULL: none */
    double worked, synced; /* seconds of CPU: people's work; what came and went */
};

struct laptop {
    struct laptop_pool *pool;
    struct laptop_tally *tally;
    struct office office;
    struct site site; /* who works there */
    int number;       /* from 0 on, the founder's */
    int64_t turn;     /* of the pool, when it was used last */
    enum act_role role;
    bool revoked;
    char *backup; /* a file; NULL: none was made */
};

/* Its place; nothing is there yet. */
void laptop_begin(struct laptop *laptop, struct story *story, const char *folder, int number);
void laptop_end(struct laptop *laptop, bool kept); /* closes it; kept: its files stay */

/* Opens it, and closes another when too many are open. */
struct store *laptop_open(struct laptop *laptop);
void laptop_close(struct laptop *laptop);

/* Writes a database there: with an organization's reference data, or without any. */
void laptop_create(struct laptop *laptop);
void laptop_create_blank(struct laptop *laptop);
/* Its files become those of another, byte by byte. */
void laptop_copy(struct laptop *laptop, struct laptop *from);

void laptop_back_up(struct laptop *laptop);
void laptop_restore(struct laptop *laptop);

void laptop_add_folder(struct laptop *laptop, const char *name, const char *folder);

/* Works, if it may, until it has written about so many entries. How many it wrote. */
size_t laptop_work(struct laptop *laptop, size_t entries);

/* Syncs with the carrier of that name; NULL: all. How many entries came and went. */
size_t laptop_sync(struct laptop *laptop, const char *via);
/* By a file at path, with what the other had not when it was heard of last. */
void laptop_mail(struct laptop *laptop, struct laptop *to, const char *path);

/* Adds what a sync brought to the tally, and clears it. How many entries came and went. */
size_t laptop_count(struct laptop *laptop, struct sync_result *result);

#endif
