/*
 * history_undo.h: undoes or redoes an entry, and says so in a sentence.
 */
#ifndef LI_CORE_HISTORY_HISTORY_UNDO_H
#define LI_CORE_HISTORY_HISTORY_UNDO_H

#include "core/context/context.h"
#include "data/base/progress.h"

/* Undoes an entry, given by its name (entry_name.h), or the user's last one if entry is NULL. On
   success *said is a sentence that the caller frees: "Undid: Change affiliate CAMA." Values that
   have changed since are left alone; it counts them and names the first few. progress (may be NULL)
   counts values; if it returns false, nothing is changed and the result is LI_INTERRUPTED. err may
   be NULL. history_redo redoes the user's last undo. */
enum li_err history_undo(struct context *context, const char *entry, progress_fn progress,
    void *arg, char **said, struct li_error *err);
enum li_err history_redo(
    struct context *context, progress_fn progress, void *arg, char **said, struct li_error *err);

#endif
