/*
 * log_panel.c: the overlay in which progress on a goal is logged: its keys.
 */
#include "tui/log/log_panel.h"
#include "core/kind/progress.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/log/log_view.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static struct log_model *log_model_of(struct entry_overlay *overlay)
{
    return &((struct log_panel *)overlay)->model;
}

/* --- keys ------------------------------------------------------------------------------------- */

static bool log_has(struct entry_overlay *overlay, int line)
{
    return log_model_has(log_model_of(overlay), (enum log_line)line);
}

/* Enter goes on from the value; from any other line it saves. */
static void log_accept(struct entry_overlay *overlay, struct app *app)
{
    if (overlay->focus != LOG_VALUE) {
        entry_overlay_save(overlay, app);
        return;
    }
    struct log_model *model = log_model_of(overlay);
    const struct short_list_row *milestone =
        log_model_by_milestones(model) ? short_list_chosen(&model->milestones) : NULL;
    if (milestone) {
        edit_set(&model->edits[LOG_VALUE], milestone->title);
        entry_overlay_touch(overlay, app);
    }
    entry_overlay_go_on(overlay, app, 1);
}

/* Yes and no are chosen rather than typed out. */
static bool log_choose_yes_no(struct edit *edit, const struct key *key)
{
    if (key->code == 0 || key->code >= 0x80 || !strchr("yYnN ", (int)key->code))
        return false;
    bool yes = key->code == ' ' ? strcmp(edit->text, "yes") != 0 : (key->code | 0x20) == 'y';
    edit_set(edit, yes ? "yes" : "no");
    return true;
}

/* Where milestones are the value, arrows choose among them. */
static bool log_value_key(struct log_model *model, const struct key *key, bool *changed)
{
    struct edit *edit = &model->edits[LOG_VALUE];
    bool arrow = key->code == K_UP || key->code == K_DOWN;
    *changed = true;
    if (log_model_by_milestones(model) && arrow)
        short_list_move(&model->milestones, key->code == K_UP ? -1 : 1);
    else if (model->goal.facts.measure != MEASURE_YES_NO || !log_choose_yes_no(edit, key))
        return edit_key(edit, key, changed);
    return true;
}

/* Chooses a milestone listed below the value. */
static bool log_press(struct entry_overlay *overlay, int y)
{
    struct log_model *model = log_model_of(overlay);
    return overlay->focus == LOG_VALUE && log_model_by_milestones(model) &&
           short_list_press(&model->milestones, overlay->at[LOG_VALUE], y);
}

static bool log_type(
    struct entry_overlay *overlay, struct app *app, const struct key *key, bool *changed)
{
    struct log_model *model = log_model_of(overlay);
    (void)app;
    return overlay->focus == LOG_VALUE ? log_value_key(model, key, changed)
                                       : edit_key(&model->edits[overlay->focus], key, changed);
}

/* --- the progress ----------------------------------------------------------------------------- */

static void log_preview(struct entry_overlay *overlay, struct app *app)
{
    log_model_preview(log_model_of(overlay), app->context);
}

static void log_refresh(struct entry_overlay *overlay, struct app *app)
{
    struct li_error err;
    if (log_model_refresh(log_model_of(overlay), app->context, &err))
        app_fail(app, &err);
}

static enum li_err log_save_draft(
    struct entry_overlay *overlay, struct context *context, struct li_error *err)
{
    return log_model_save_draft(log_model_of(overlay), context, err);
}

static enum li_err log_save(
    struct entry_overlay *overlay, struct app *app, char **said, struct li_error *err)
{
    struct log_model *model = log_model_of(overlay);
    struct log_effect effect;
    enum log_line line = (enum log_line)overlay->focus;
    enum li_err code = log_model_save(model, app->context, &effect, &line, err);
    overlay->focus = (int)line;
    if (code)
        return code;
    char *before = log_model_standing(app->context, &effect.before),
         *after = log_model_standing(app->context, &effect.after);
    *said = li_format("Logged. \"%s\": %s %s %s. Press %s to undo.", model->goal.title, before,
        screen_ascii() ? "->" : "→", after, keymap_text(&app->keys, ACTION_UNDO));
    free(before);
    free(after);
    return LI_OK;
}

static void log_free(struct entry_overlay *overlay)
{
    log_model_end(log_model_of(overlay));
    free(overlay);
}

_Static_assert((int)LOG_LINES <= ENTRY_OVERLAY_LINES, "each line has its place");
static const struct entry_overlay_ops log_ops = {
    .heading = "Log progress",
    .lines = LOG_LINES,
    .again = ACTION_LOG,
    .draw = log_draw,
    .type = log_type,
    .press = log_press,
    .accept = log_accept,
    .has = log_has,
    .preview = log_preview,
    .refresh = log_refresh,
    .save_draft = log_save_draft,
    .save = log_save,
    .free = log_free,
};

struct panel *log_panel_new(struct app *app, const struct id *goal, const struct id *draft)
{
    assert(goal);
    struct log_panel *log = li_calloc(1, sizeof *log);
    struct li_error err;
    char *at = NULL;
    entry_overlay_begin(&log->overlay, &log_ops, &log->model.draft);
    if (log_model_begin(&log->model, app->context, goal, draft, &at, &err))
        return entry_overlay_failed(&log->overlay, app, &err);
    app_say_draft(app, at, "goal", log->model.draft.elsewhere);
    return &log->overlay.panel;
}

bool log_panel_draft(const struct draft *draft)
{
    return form_draft_is_about(draft, &kind_progress, PROGRESS_GOAL);
}
