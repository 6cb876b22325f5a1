/*
 * bulk_actions.c: the selected records, written with a progress dialog.
 */
#include "tui/app/bulk_actions.h"
#include "core/base/number.h"
#include "data/base/memory.h"
#include "tui/app/progress_dialog.h"
#include <assert.h>
#include <stdlib.h>

bool bulk_actions_selected(struct panel *panel)
{
    const struct kind *kind;
    return panel_selected(panel, &kind) > 0;
}

const struct kind *bulk_actions_kind(struct panel *panel)
{
    const struct kind *kind;
    struct id id;
    bool any = panel_selected(panel, &kind) > 0 ||
               (panel->ops->record && panel->ops->record(panel, &kind, &id));
    return any ? kind : NULL;
}

bool bulk_actions_take(struct app *app, struct panel *panel, struct panel_selection *selection)
{
    struct id id;
    *selection = (struct panel_selection){0};
    if (bulk_actions_selected(panel)) {
        if (panel->ops->take(panel, selection))
            return true;
        app_say(app, "Still finding records; try again in a moment.");
        return false;
    }
    if (!panel->ops->record || !panel->ops->record(panel, &selection->kind, &id))
        return false;
    selection->rows = li_calloc(1, sizeof *selection->rows);
    selection->rows[0] = bulk_row(app->context, selection->kind, &id);
    selection->count = 1;
    return true;
}

static int bulk_by_row(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
    return (one > other) - (one < other);
}

/* Records are written in the order in which they are stored, so that each page of the file is read
   once. */
enum li_err bulk_actions_run(struct app *app, const struct panel_selection *selection,
    const char *doing, bulk_write write, void *arg, struct bulk_done *done, struct li_error *err)
{
    assert(selection->kind && write);
    char *records = bulk_count_text(selection->kind, selection->count);
    char *title = li_format("%s %s", doing, records);
    struct progress_dialog dialog;
    qsort(selection->rows, selection->count, sizeof *selection->rows, bulk_by_row);
    progress_dialog_begin(&dialog, app, title);
    struct bulk bulk = {.kind = selection->kind,
        .rows = selection->rows,
        .count = selection->count,
        .progress = progress_dialog_tell,
        .progress_arg = &dialog};
    enum li_err code = write(app->context, &bulk, arg, done, err);
    progress_dialog_end(&dialog);
    free(title);
    free(records);
    return code;
}

void bulk_actions_say(struct app *app, const struct panel_selection *selection, const char *did,
    const struct bulk_done *done)
{
    char *records = bulk_count_text(selection->kind, done->changed);
    char *same = bulk_count_text(selection->kind, done->same);
    char had[NUMBER_SIZE];
    const char *undo = keymap_text(&app->keys, ACTION_UNDO);
    if (done->changed == 0)
        app_say(app, "Nothing to change for %s.", same);
    else if (done->same > 0)
        app_say(app, "%s %s; %s unchanged. Press %s to undo.", did, records,
            number_grouped((int64_t)done->same, had), undo);
    else
        app_say(app, "%s %s. Press %s to undo.", did, records, undo);
    free(same);
    free(records);
}

static enum li_err bulk_ask_archived(struct context *context, const struct bulk *bulk, void *arg,
    struct bulk_done *done, struct li_error *err)
{
    (void)done;
    return bulk_archived(context, bulk, arg, err);
}

static enum li_err bulk_actions_archive_one(struct context *context, const struct bulk *bulk,
    void *arg, struct bulk_done *done, struct li_error *err)
{
    const bool *restore = arg;
    return bulk_archive(context, bulk, *restore, done, err);
}

/* Archives them or, where all are archived, restores them. */
static enum li_err bulk_archive_or_restore(struct app *app, const struct panel_selection *selection,
    bool *restore, struct bulk_done *done, struct li_error *err)
{
    enum li_err code =
        bulk_actions_run(app, selection, "Checking", bulk_ask_archived, restore, done, err);
    return code ? code
                : bulk_actions_run(app, selection, *restore ? "Restoring" : "Archiving",
                      bulk_actions_archive_one, restore, done, err);
}

/* What is archived is out of sight: its marks would be forgotten, and selection by surprise later.
 */
void bulk_actions_archive(struct app *app, struct panel *panel)
{
    struct panel_selection selection;
    struct bulk_done done;
    struct li_error err;
    bool restore;
    if (!bulk_actions_take(app, panel, &selection))
        return;
    if (bulk_archive_or_restore(app, &selection, &restore, &done, &err)) {
        app_fail(app, &err);
    } else {
        panel->ops->unselect(panel, app);
        bulk_actions_say(app, &selection, restore ? "Restored" : "Archived", &done);
    }
    free(selection.rows);
    app_refresh(app);
}
