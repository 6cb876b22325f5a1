/*
 * team_check.h: checks the signatures in a journal, and what is stored about the team.
 */
#ifndef LI_DATA_TEAM_TEAM_CHECK_H
#define LI_DATA_TEAM_TEAM_CHECK_H

#include "data/team/team.h"

/* Checks that the last entry this database wrote is there and is the last (so that a cut end is
   noticed); that each stored signature is by a key that may sign; that each branch ends with a
   signed entry, except for own entries that are not shared yet; and that who may write is what the
   acts say. Finds nothing in a database that is not shared. Each finding is one line given to say.
   An error means that the check could not be completed. */
enum li_err team_check(struct store *store, void (*say)(void *arg, const char *finding), void *arg,
    struct li_error *err);

/* The same for a snapshot, which knows no team yet, and in which each branch must end with a
   signed entry. team, and root, the fingerprint of the founder's key, come from the invitation. */
enum li_err team_check_snapshot(struct store *store, const struct id *team, const struct hash *root,
    void (*say)(void *arg, const char *finding), void *arg, struct li_error *err);

#endif
