/*
 * bulk_actions.h: actions on many records at once: those selected in a list, or the current one.
 */
#ifndef LI_TUI_APP_BULK_ACTIONS_H
#define LI_TUI_APP_BULK_ACTIONS_H

#include "core/record/bulk.h"
#include "tui/app/app.h"

/* Whether records are selected in the panel. */
bool bulk_actions_selected(struct panel *panel);

/* The kind of the records that bulk_actions_take would take; NULL: there are none. */
const struct kind *bulk_actions_kind(struct panel *panel);

/* Takes the selected records or, with none selected, the current one. False: there is neither, or
   the records are still being found, which the app has said. The caller frees selection->rows. */
bool bulk_actions_take(struct app *app, struct panel *panel, struct panel_selection *selection);

/* Runs a bulk write with a progress dialog. doing: "Archiving"; arg is passed to write. */
typedef enum li_err (*bulk_write)(struct context *context, const struct bulk *bulk, void *arg,
    struct bulk_done *done, struct li_error *err);
enum li_err bulk_actions_run(struct app *app, const struct panel_selection *selection,
    const char *doing, bulk_write write, void *arg, struct bulk_done *done, struct li_error *err);

/* Says "Archived 3 affiliates; 2 unchanged. Press u to undo." did: "Archived". */
void bulk_actions_say(struct app *app, const struct panel_selection *selection, const char *did,
    const struct bulk_done *done);

/* Archives the selected records or, where all are archived, restores them. */
void bulk_actions_archive(struct app *app, struct panel *panel);

#endif
