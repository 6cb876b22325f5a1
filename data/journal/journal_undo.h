/*
 * journal_undo.h: undoes and redoes entries, by writing new ones.
 */
#ifndef LI_DATA_JOURNAL_JOURNAL_UNDO_H
#define LI_DATA_JOURNAL_JOURNAL_UNDO_H

#include "data/base/progress.h"
#include "data/entry/entry.h"
#include "data/journal/undo_values.h"

/* Callbacks during an undo. */
struct journal_undo_observer {
    undo_values_left_fn left; /* NULL: none */
    void *left_arg;
    progress_fn progress; /* called between the entries of a group; NULL: none */
    void *progress_arg;
};

struct journal_undo_result {
    struct entry_name what; /* the entry undone; of a group, the last one */
    char *label;            /* its label; the caller frees it */
    size_t changes, left;   /* values put back, values left alone */
};

/* Undoes an entry and the rest of its group, as a new entry. which NULL: the author's last entry in
   this database that is not undone already. LI_NONE: there is nothing to undo. LI_REFUSED: it is
   undone already; or records refer to what it added (the message names them); or no value could be
   put back. observer and out may be NULL; *out is set only on LI_OK. */
enum li_err journal_undo(struct store *store, const struct entry_name *which,
    const struct journal_undo_observer *observer, struct journal_undo_result *out,
    struct li_error *err);

/* Redoes the author's last undo that has not been redone. LI_NONE: there is none, or something new
   was written since. Otherwise as journal_undo. */
enum li_err journal_redo(struct store *store, const struct journal_undo_observer *observer,
    struct journal_undo_result *out, struct li_error *err);

/* Whether there is an undo of the entry, or of its group, that is not itself undone. */
bool journal_undo_is_undone(struct store *store, const struct entry_name *name);

#endif
