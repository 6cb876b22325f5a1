/*
 * team_acts.h: the acts that are in the journal, and this database's team.
 */
#ifndef LI_DATA_TEAM_TEAM_ACTS_H
#define LI_DATA_TEAM_TEAM_ACTS_H

#include "data/team/team.h"

struct team_acts {
    struct team_act *items;
    size_t count, room;
};

/* Loads all, in the total order, except those that this version can't read. */
enum li_err team_acts_load(struct store *store, struct team_acts *out, struct li_error *err);
void team_acts_clear(struct team_acts *acts);

/* The row of local_team. LI_NONE, with a message: this database is not shared. */
struct team_acts_own {
    struct id team;
    struct hash root;
    enum act_role role; /* what the invitation promised; none: it founded the team, or recovered */
};
enum li_err team_acts_own(struct store *store, struct team_acts_own *out, struct li_error *err);

/* Judges acts that were loaded. */
enum li_err team_acts_judge(struct store *store, const struct team_acts *acts,
    const struct team_acts_own *own, struct team *out, struct li_error *err);

#endif
