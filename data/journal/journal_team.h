/*
 * journal_team.h: acts of the team written: entries that change no record (data/team/act.h).
 *
 * They go through the same chain and clock as records do, and are never undone.
 */
#ifndef LI_DATA_JOURNAL_JOURNAL_TEAM_H
#define LI_DATA_JOURNAL_JOURNAL_TEAM_H

#include "data/entry/entry.h"

/* Writes an act as an entry of this database's replica, under label, in a transaction of its own,
   and signs it and the entry before it as given away, so that a run can be cut there. Before it,
   inside the transaction, begin (may be NULL) makes what local_ changes belong to it, such as a new
   replica; the act's bytes are read after it. LI_REFUSED: the database can't be written to. name
   (may be NULL) becomes the entry's. */
struct journal_team_act {
    const char *label;
    const void *bytes;
    size_t size;
};
typedef enum li_err (*journal_team_begin)(
    struct store *store, void *arg, struct journal_team_act *act, struct li_error *err);
enum li_err journal_team_write(struct store *store, struct journal_team_act act,
    journal_team_begin begin, void *arg, struct entry_name *name, struct li_error *err);

#endif
