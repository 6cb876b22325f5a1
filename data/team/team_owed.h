/*
 * team_owed.h: acts that nobody decides on, because they follow from others.
 */
#ifndef LI_DATA_TEAM_TEAM_OWED_H
#define LI_DATA_TEAM_TEAM_OWED_H

#include "data/team/team.h"

/* A new team key for all devices that are not revoked. */
enum li_err team_owed_key(struct store *store, struct li_error *err);

/* All that this device owes (team_write_owed), one act after another; the team is saved after each.
 *written (may be NULL): how many. */
enum li_err team_owed_acts(struct store *store, size_t *written, struct li_error *err);

/* The words under which a join is admitted, as a device of that person: shared with team_write.c.
   invitation: NULL where a person decides. */
enum li_err team_owed_admit(struct store *store, const struct team_join *join,
    const struct team_invitation *person_of, bool by_invitation, struct li_error *err);

/* Whether an administrator's device admits a join by itself: the first by an open invitation. Not
   by one that is dated in the future: an admission now would go before it, and be void. */
bool team_owed_admits(struct store *store, const struct team *team, const struct team_join *join);

#endif
