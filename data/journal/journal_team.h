/*
 * journal_team.h: writes acts of the team: entries that change no record (data/team/act.h).
 *
 * They share the chain and the clock of other entries, and are never undone.
 */
#ifndef LI_DATA_JOURNAL_JOURNAL_TEAM_H
#define LI_DATA_JOURNAL_JOURNAL_TEAM_H

#include "data/entry/entry.h"

/* Writes an act as an entry of this replica, in a transaction of its own. It and the entry before
   it are signed, so that a run can end at either. Inside the transaction and before the act, begin
   (may be NULL) makes the changes to local_ tables that belong to it, such as a new replica; it may
   also fill in the act's bytes, which must stay valid until this returns. LI_REFUSED: the database
   can't be written to. */
struct journal_team_act {
    const char *label;
    const void *bytes;
    size_t size;
};
typedef enum li_err (*journal_team_begin)(
    struct store *store, void *arg, struct journal_team_act *act, struct li_error *err);
enum li_err journal_team_write(struct store *store, struct journal_team_act act,
    journal_team_begin begin, void *arg, struct li_error *err);

#endif
