/*
 * undo_actions.c: with a progress dialog, since a group may have many entries.
 */
#include "tui/action/undo_actions.h"
#include "core/history/history_undo.h"
#include "tui/app/progress_dialog.h"
#include <stdlib.h>

typedef enum li_err (*undo_run)(
    struct context *context, progress_fn progress, void *arg, char **said, struct li_error *err);

static void undo_actions_run(struct app *app, const char *doing, undo_run run)
{
    char *said = NULL;
    struct li_error err;
    struct progress_dialog dialog;
    progress_dialog_begin(&dialog, app, doing);
    enum li_err code = run(app->context, progress_dialog_tell, &dialog, &said, &err);
    progress_dialog_end(&dialog);
    if (code == LI_INTERRUPTED)
        app_say(app, "%s", err.message);
    else if (code)
        app_fail(app, &err);
    else
        app_say(app, "%s", said);
    free(said);
    app_refresh(app);
}

static enum li_err undo_actions_last(
    struct context *context, progress_fn progress, void *arg, char **said, struct li_error *err)
{
    return history_undo(context, NULL, progress, arg, said, err);
}

void undo_actions_undo(struct app *app, struct panel *panel)
{
    (void)panel;
    undo_actions_run(app, "Undoing", undo_actions_last);
}

void undo_actions_redo(struct app *app, struct panel *panel)
{
    (void)panel;
    undo_actions_run(app, "Redoing", history_redo);
}
