/*
 * team_say.h: writes one act of this device.
 */
#ifndef LI_DATA_TEAM_TEAM_SAY_H
#define LI_DATA_TEAM_TEAM_SAY_H

#include "data/team/act.h"

/* Called inside the act's transaction, to complete the act and save what belongs to it. */
typedef enum li_err (*team_say_begin)(
    struct store *store, void *arg, struct act *act, struct li_error *err);

/* Writes the act as an entry under label, in a transaction of its own. begin may be NULL. Errors
   are those of journal_team_write and of begin. */
enum li_err team_say(struct store *store, const char *label, struct act *act, team_say_begin begin,
    void *arg, struct li_error *err);

#endif
