/*
 * team_save.h: the team of this database: its acts loaded and judged, and what follows from them
 * saved, so that entries count or wait (local_standing, local_led).
 */
#ifndef LI_DATA_TEAM_TEAM_SAVE_H
#define LI_DATA_TEAM_TEAM_SAVE_H

#include "data/team/team.h"

/* *shared: this database belongs to a team; *team: then its id. */
enum li_err team_save_is_shared(
    struct store *store, bool *shared, struct id *team, struct li_error *err);

/* Judges all acts that are here. LI_NONE: this database is not shared, or the founding act has not
   arrived. The caller frees *out by team_clear, whatever is returned. */
enum li_err team_load(struct store *store, struct team *out, struct li_error *err);

/* Saves which replicas may write, opens the team keys that are sealed for this device, and has the
   journal apply or take out the entries that now count differently. Call it after entries were
   merged; if nothing changed it only reads the acts. In a database that is not shared it does
   nothing. *changed (may be NULL): who may write, or the keys, changed. */
enum li_err team_save(struct store *store, bool *changed, struct li_error *err);

/* The same; *out is the team. Where the founding act has not arrived it has only its id. The caller
   frees it by team_clear, whatever is returned. */
enum li_err team_save_judge(
    struct store *store, struct team *out, bool *changed, struct li_error *err);

/* A journal_merge_judge: inside a transaction, saves which replicas may write, and nothing else.
   Does nothing while the last entries that an act of role lets count are not here: then team_save
   is to judge once they are. */
enum li_err team_save_standing(struct store *store, bool *changed, struct li_error *err);

/* This device; NULL: it is not admitted (yet). */
const struct team_device *team_own(const struct team *team, const struct store *store);

#endif
