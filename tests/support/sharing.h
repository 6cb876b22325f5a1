/*
 * sharing.h: databases that share, as the tests need them. What cannot be done fails the test.
 */
#ifndef LI_TESTS_SUPPORT_SHARING_H
#define LI_TESTS_SUPPORT_SHARING_H

#include "data/bundle/bundle_write.h"
#include "data/team/team_write.h"

/* As if own entries up to that number had been given away. */
void sharing_mark(struct store *store, int64_t seq);

/* The store founds a team, as "Head" on "HQ". The team's id. */
struct id sharing_found(struct store *store);

/* Bundles of all that is in a store and not in `have`. */
struct sharing_bundle {
    struct bundle_header header;
    struct bytes bytes;
};
struct sharing_bundles {
    struct sharing_bundle *items;
    size_t count;
};
struct sharing_bundles sharing_bundles(struct store *store, const struct heads *have);
void sharing_clear(struct sharing_bundles *bundles);

#endif
