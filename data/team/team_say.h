/*
 * team_say.h: one act of this device, written.
 */
#ifndef LI_DATA_TEAM_TEAM_SAY_H
#define LI_DATA_TEAM_TEAM_SAY_H

#include "data/team/act.h"

/* Makes what belongs to the act inside its transaction, and completes it. NULL: nothing. */
typedef enum li_err (*team_say_begin)(
    struct store *store, void *arg, struct act *act, struct li_error *err);

/* Writes the act as an entry under label. begin may fill in what it needs to. */
enum li_err team_say(struct store *store, const char *label, struct act *act, team_say_begin begin,
    void *arg, struct li_error *err);

#endif
