/*
 * team_owed.h: acts that no one decides on, because they follow from other acts.
 */
#ifndef LI_DATA_TEAM_TEAM_OWED_H
#define LI_DATA_TEAM_TEAM_OWED_H

#include "data/team/team.h"

/* Makes a new team key for all devices that are not revoked, and writes the act that gives it to
   them. Only for an administrator's device. */
enum li_err team_owed_key(struct store *store, struct li_error *err);

/* Writes all acts that this device owes (team_write_owed), and saves the team after each round. */
enum li_err team_owed_acts(struct store *store, struct li_error *err);

/* The same for a team that was judged just now. It is judged again after acts were written. */
enum li_err team_owed_write(struct store *store, struct team *team, struct li_error *err);

/* Writes the act that admits a join as a device of that person. by_invitation: it uses the join's
   invitation; false: a person decided. For team_write.c, too. */
enum li_err team_owed_admit(struct store *store, const struct team_join *join,
    const struct team_invitation *person_of, bool by_invitation, struct li_error *err);

/* Whether an administrator's device admits a join automatically: the first one with an open
   invitation. Not if the invitation is dated in the future: an admission written now would come
   before it, and be void. */
bool team_owed_admits(struct store *store, const struct team *team, const struct team_join *join);

#endif
