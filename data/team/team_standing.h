/*
 * team_standing.h: whose entries count, as the journal reads it (local_standing, local_led).
 */
#ifndef LI_DATA_TEAM_TEAM_STANDING_H
#define LI_DATA_TEAM_TEAM_STANDING_H

#include "data/team/team_acts.h"

/* Inside a transaction: replaces the stored rows by those that follow from the team. changed is set
   to whether they differed. */
enum li_err team_standing_save(struct store *store, const struct team *team,
    const struct team_acts_own *own, bool *changed, struct li_error *err);

/* Whether what is stored differs from what follows from the team; nothing is changed. */
enum li_err team_standing_compare(struct store *store, const struct team *team,
    const struct team_acts_own *own, bool *differs, struct li_error *err);

#endif
