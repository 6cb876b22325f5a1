/*
 * fleet_week.h: a week of random work and random meetings.
 *
 * Clocks go wrong and are set right, the folder of all cannot be reached for a day, databases are
 * copied and restored, laptops are revoked and go on all the same. At the end all clocks are right.
 */
#ifndef LI_TESTS_SYNC_FLEET_WEEK_H
#define LI_TESTS_SYNC_FLEET_WEEK_H

#include "tests/sync/fleet.h"

enum { WEEK_COPIES = 1, WEEK_MEETINGS = 14 /* of each laptop */ };

/* Until about so many entries are written, by all together. */
void fleet_week_run(struct fleet *fleet, size_t entries);

/* V sets a reference, D removes what V named, U sets the reference elsewhere, all without having
   seen each other, and in this order; the removal comes to others last. What U did tells that it
   meets D, and what U says does not. */
void fleet_week_tell_vud(struct fleet *fleet);

#endif
