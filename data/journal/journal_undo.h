/*
 * journal_undo.h: entries taken back, by new entries.
 */
#ifndef LI_DATA_JOURNAL_JOURNAL_UNDO_H
#define LI_DATA_JOURNAL_JOURNAL_UNDO_H

#include "data/base/progress.h"
#include "data/entry/entry.h"
#include "data/journal/undo_values.h"

/* What is told about an undo while it runs. */
struct journal_undo_observer {
    undo_values_left_fn left; /* NULL: none */
    void *left_arg;
    progress_fn progress; /* called between the entries of a group; NULL: none */
    void *progress_arg;
};

struct journal_undo_result {
    struct entry_name what; /* the entry taken back (of a group: its last) */
    char *label;            /* its label; the caller frees it */
    size_t changes, left;   /* values put back, values left alone */
};

/* Takes back an entry and the rest of its group, as a new entry. which NULL: the author's last on
   this machine that is not undone already. LI_NONE: there is nothing to undo. LI_REFUSED: others
   refer to what it added (they are named), or nothing of it could be put back. observer and out may
   be NULL. */
enum li_err journal_undo(struct store *store, const struct entry_name *which,
    const struct journal_undo_observer *observer, struct journal_undo_result *out,
    struct li_error *err);

/* Takes back the author's last undo that has not been redone, unless something new was written
   since. */
enum li_err journal_redo(struct store *store, const struct journal_undo_observer *observer,
    struct journal_undo_result *out, struct li_error *err);

/* Whether there is an undo of the entry (or its group) that is not itself undone. */
bool journal_undo_is_undone(struct store *store, const struct entry_name *name);

#endif
