/*
 * plain_world.h: made-up entries of a few replicas over a few records, so that they meet: each
 * written by somebody who had seen some of the others, forged where no program would write them so.
 */
#ifndef LI_TESTS_SUPPORT_PLAIN_WORLD_H
#define LI_TESTS_SUPPORT_PLAIN_WORLD_H

#include "tests/support/chance.h"
#include "tests/support/plain_journal.h"

enum { WORLD_ENTRIES_MOST = 64, WORLD_REPLICAS = 4, WORLD_IDS = 3 };

extern const int64_t world_noon; /* milliseconds: the first entries are of about then */
enum { WORLD_DAY = 86400000 };

struct world {
    struct plain_schema *schema;
    struct chance chance;
    struct entry entries[WORLD_ENTRIES_MOST];
    int count;
    int tables[4]; /* those it is about; -1: no more */
    int ids;       /* how many records of each, at most WORLD_IDS */
};

void world_begin(struct world *world, struct plain_schema *schema, uint64_t seed);

/* About two countries and two regions alone: so few that most entries meet. */
void world_narrow(struct world *world);

/* The id by number of a table's records. */
struct id world_id(int table, int number);

/* Writes an entry. before: which one of that replica it follows, -1: it is the first. Its changeset
   is of the changes, which are freed. Returns its place. */
struct world_entry {
    int replica, before;
    uint64_t hlc;
    struct id group;
    bool more; /* of its group come */
    struct hash reverts;
};
int world_write(
    struct world *world, const struct world_entry *entry, struct plain_changes *changes);

/* One entry, or some in a group, by chance. */
void world_scribble(struct world *world);

#endif
