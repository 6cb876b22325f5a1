/*
 * team_check.h: the signatures in a journal, and what is stored of the team, looked at again.
 */
#ifndef LI_DATA_TEAM_TEAM_CHECK_H
#define LI_DATA_TEAM_TEAM_CHECK_H

#include "data/team/team.h"

/* That the last entry this database wrote is there and is the last (a cut tail shows); that each
   signature kept is by a key that may sign; that each branch ends with one, but for what this
   device wrote and has not given away; that who may write is what the acts make of it. Of a
   database that shares with nobody, nothing. Each finding is one line given to say. An error is
   that the check could not be completed. */
enum li_err team_check(struct store *store, void (*say)(void *arg, const char *finding), void *arg,
    struct li_error *err);

/* The same of a snapshot, which knows no team yet, and where each branch must end with one: by the
   team's id and the fingerprint of its founder's key, from the invitation. */
enum li_err team_check_snapshot(struct store *store, const struct id *team, const struct hash *root,
    void (*say)(void *arg, const char *finding), void *arg, struct li_error *err);

#endif
