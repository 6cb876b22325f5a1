/*
 * team_save.h: the team of this database: its acts loaded and judged, and what follows from them
 * saved, so that entries count or wait (local_standing, local_led).
 */
#ifndef LI_DATA_TEAM_TEAM_SAVE_H
#define LI_DATA_TEAM_TEAM_SAVE_H

#include "data/team/team.h"

/* Whether this database belongs to a team; its id. */
enum li_err team_save_is_shared(
    struct store *store, bool *shared, struct id *team, struct li_error *err);

/* Judges all acts that are here. LI_NONE: this database shares with nobody, or the founding act has
   not arrived. The caller frees *out by team_clear, whatever is returned. */
enum li_err team_load(struct store *store, struct team *out, struct li_error *err);

/* Saves what the acts make of each replica, opens the team keys that are sealed for this device,
   and has the journal put in or take out what counts otherwise now. To be called after entries were
   merged: it costs a look at the acts where nothing changed. Where this database is not in a team
   it does nothing. *changed (may be NULL): who may write, or the keys, changed. */
enum li_err team_save(struct store *store, bool *changed, struct li_error *err);

/* This device; NULL: it is not admitted (yet). */
const struct team_device *team_own(const struct team *team, const struct store *store);

#endif
