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

/* All that one has and the other does not, given to the other by bundles, as a sync does: opened,
   merged, the team judged. How many bundles it could not open for want of a key. */
size_t sharing_send(struct store *from, struct store *to);
/* The same, and what the other owes then written. */
size_t sharing_send_and_owe(struct store *from, struct store *to);
/* Both ways, until nothing is new. */
void sharing_meet(struct store *one, struct store *other);

/* One that is invited by an administrator's store joins, as "Ann" on "Laptop". Nothing is sent. */
void sharing_join(struct store *admin, struct store *joiner, enum act_role role);

/* The role of a store's device, as a store knows it; none where it is no member. */
enum act_role sharing_role(struct store *of, struct store *as_known_by);

/* Nothing that team_check finds. */
void sharing_is_sound(struct store *store);

#endif
