/*
 * history_undo.h: the last entry undone, or redone, and a sentence that says so.
 */
#ifndef LI_CORE_HISTORY_HISTORY_UNDO_H
#define LI_CORE_HISTORY_HISTORY_UNDO_H

#include "core/context/context.h"
#include "data/base/progress.h"

/* Undoes, and says what was undone: "Undid: Change affiliate CAMA." The caller frees *said. Values
   that were changed since are left alone and named in it, the first few of them. entry NULL: the
   user's last one. progress (may be NULL) counts values; if it returns false, nothing is changed
   and the result is LI_INTERRUPTED. */
enum li_err history_undo(struct context *context, const char *entry, progress_fn progress,
    void *arg, char **said, struct li_error *err);
enum li_err history_redo(
    struct context *context, progress_fn progress, void *arg, char **said, struct li_error *err);

#endif
