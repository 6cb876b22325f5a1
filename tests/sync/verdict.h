/*
 * verdict.h: what must hold once all laptops have met.
 */
#ifndef LI_TESTS_SYNC_VERDICT_H
#define LI_TESTS_SYNC_VERDICT_H

#include "tests/sync/fleet.h"

/* Each returns NULL: it holds. Else what differs first, for the caller to free. */

/* All replicated tables, what counts, and all conflicts, are the same at all that were not revoked.
   hash (may be NULL): of those. */
char *verdict_are_equal(struct fleet *fleet, struct hash *hash);

/* Of one laptop: each lost value is a conflict; all that `check` looks at is well, and each record
   that breaks a rule is listed. */
struct verdict_found {
    size_t lost;   /* values that lost */
    size_t broken; /* records that break a rule */
};
char *verdict_is_sound(struct laptop *laptop, struct verdict_found *found);

/* One holds what the plain journal says (plain_journal.h), which is slow. caught (may be NULL):
   which of its wrong rules show. */
char *verdict_is_plain(
    struct fleet *fleet, struct laptop *laptop, struct plain_schema *schema, bool *caught);

#endif
