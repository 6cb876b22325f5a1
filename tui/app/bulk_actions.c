/*
 * bulk_actions.c: selected records, written while a dialog tells how far.
 */
#include "tui/app/bulk_actions.h"
#include "core/base/number.h"
#include "data/base/memory.h"
#include "tui/app/progress_dialog.h"
#include <assert.h>
#include <stdlib.h>

static bool bulk_marked(struct panel *panel, const struct kind **kind)
{
    return panel->ops->marked && panel->ops->marked(panel, kind) > 0;
}

bool bulk_actions_marked(struct panel *panel)
{
    const struct kind *kind;
    return bulk_marked(panel, &kind);
}

const struct kind *bulk_actions_kind(struct panel *panel)
{
    const struct kind *kind;
    struct id id;
    bool any =
        bulk_marked(panel, &kind) || (panel->ops->record && panel->ops->record(panel, &kind, &id));
    return any ? kind : NULL;
}

bool bulk_actions_take(struct app *app, struct panel *panel, struct taken *taken)
{
    struct id id;
    *taken = (struct taken){0};
    if (bulk_actions_marked(panel)) {
        if (panel->ops->take(panel, taken))
            return true;
        app_say(app, "Still finding records; try again in a moment.");
        return false;
    }
    if (!panel->ops->record || !panel->ops->record(panel, &taken->kind, &id))
        return false;
    taken->rows = li_calloc(1, sizeof *taken->rows);
    taken->rows[0] = bulk_row(app->context, taken->kind, &id);
    taken->count = 1;
    return true;
}

static int bulk_by_row(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
    return (one > other) - (one < other);
}

/* In the order in which they are stored, so that one page of the file is read once. */
enum li_err bulk_actions_run(struct app *app, const struct taken *taken, const char *doing,
    many_write write, void *arg, struct bulk_done *done, struct li_error *err)
{
    assert(taken->kind && write);
    char *records = bulk_count_text(taken->kind, taken->count);
    char *title = li_format("%s %s", doing, records);
    struct progress_dialog dialog;
    qsort(taken->rows, taken->count, sizeof *taken->rows, bulk_by_row);
    progress_dialog_start(&dialog, app, title);
    struct bulk bulk = {.kind = taken->kind,
        .rows = taken->rows,
        .count = taken->count,
        .progress = progress_dialog_tell,
        .progress_arg = &dialog};
    enum li_err code = write(app->context, &bulk, arg, done, err);
    progress_dialog_end(&dialog);
    if (code == LI_INTERRUPTED)
        li_fail(err, code, "Stopped: nothing was changed.");
    free(title);
    free(records);
    return code;
}

void bulk_actions_say(
    struct app *app, const struct taken *taken, const char *did, const struct bulk_done *done)
{
    char *records = bulk_count_text(taken->kind, done->changed);
    char *same = bulk_count_text(taken->kind, done->same);
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

/* Where all are archived, brings all back. */
static enum li_err bulk_archive_or_restore(struct app *app, const struct taken *taken,
    bool *restore, struct bulk_done *done, struct li_error *err)
{
    enum li_err code =
        bulk_actions_run(app, taken, "Checking", bulk_ask_archived, restore, done, err);
    return code ? code
                : bulk_actions_run(app, taken, *restore ? "Restoring" : "Archiving",
                      bulk_actions_archive_one, restore, done, err);
}

/* What is archived is out of sight: its marks would be forgotten, and taken by surprise later. */
void bulk_actions_archive(struct app *app, struct panel *panel)
{
    struct taken taken;
    struct bulk_done done;
    struct li_error err;
    bool restore;
    if (!bulk_actions_take(app, panel, &taken))
        return;
    if (bulk_archive_or_restore(app, &taken, &restore, &done, &err)) {
        app_fail(app, &err);
    } else {
        panel->ops->unmark(panel, app);
        bulk_actions_say(app, &taken, restore ? "Restored" : "Archived", &done);
    }
    free(taken.rows);
    app_refresh(app);
}
