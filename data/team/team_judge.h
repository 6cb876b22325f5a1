/*
 * team_judge.h: which acts count, and which devices they make, for team.c. The rules are in team.h.
 */
#ifndef LI_DATA_TEAM_TEAM_JUDGE_H
#define LI_DATA_TEAM_TEAM_JUDGE_H

#include "data/team/team.h"

/* A device, and the index of the act that made it. */
struct team_judged_device {
    size_t act;
    struct id id;
    enum act_role role; /* before all changes */
};

/* A replica whose key is proven; root: the replica by which its device is known. */
struct team_judged_replica {
    struct id id, root;
    struct signature_public public;
};

struct team_judged {
    bool *counts; /* one for each act: whether it counts */
    size_t founding;
    struct team_judged_device *devices; /* by seniority */
    size_t device_count;
    struct team_judged_replica *roots;
    size_t root_count;
};

/* False: the founding act is not here. The caller frees *out by team_judge_clear either way. */
bool team_judge_acts(const struct team_input *input, struct team_judged *out);
void team_judge_clear(struct team_judged *judged);

/* Whether act i is a valid join with the invitation: in time, and signed. */
bool team_judge_joins(const struct team_input *input, size_t i, const struct act *invite);

#endif
