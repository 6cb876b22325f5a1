/*
 * log_panel.c: the slip over a goal on which its progress is logged.
 */
#include "tui/log/log_panel.h"
#include "core/kind/progress.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include "tui/log/log_internal.h"
#include <stdlib.h>
#include <string.h>

static struct log_model *logging_of(struct entry_overlay *slip)
{
    return &((struct log *)slip)->logging;
}

/* --- keys ------------------------------------------------------------------------------------- */

static bool log_has(struct entry_overlay *slip, int line)
{
    return log_model_has(logging_of(slip), (enum logging_line)line);
}

/* From the value Enter goes on, from anywhere else it saves. */
static void log_accept(struct entry_overlay *slip, struct app *app)
{
    if (slip->focus != LOG_VALUE) {
        entry_overlay_save(slip, app);
        return;
    }
    struct log_model *logging = logging_of(slip);
    const struct one *step =
        log_model_by_steps(logging) ? short_list_chosen(&logging->steps) : NULL;
    if (step) {
        edit_set(&logging->edits[LOG_VALUE], step->title);
        entry_overlay_touch(slip, app);
    }
    entry_overlay_go_on(slip, app, 1);
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

/* In the value of a goal of milestones the arrows go through those there are. */
static bool log_value_key(struct log_model *logging, const struct key *key, bool *changed)
{
    struct edit *edit = &logging->edits[LOG_VALUE];
    bool arrow = key->code == K_UP || key->code == K_DOWN;
    *changed = true;
    if (log_model_by_steps(logging) && arrow)
        short_list_move(&logging->steps, key->code == K_UP ? -1 : 1);
    else if (logging->facts.measure != MEASURE_YES_NO || !log_choose_yes_no(edit, key))
        return edit_key(edit, key, changed);
    return true;
}

/* A milestone below the value. */
static bool log_press(struct entry_overlay *slip, int y)
{
    struct log_model *logging = logging_of(slip);
    return slip->focus == LOG_VALUE && log_model_by_steps(logging) &&
           short_list_press(&logging->steps, slip->at[LOG_VALUE], y);
}

static bool log_type(
    struct entry_overlay *slip, struct app *app, const struct key *key, bool *changed)
{
    struct log_model *logging = logging_of(slip);
    (void)app;
    return slip->focus == LOG_VALUE ? log_value_key(logging, key, changed)
                                    : edit_key(&logging->edits[slip->focus], key, changed);
}

/* --- the progress ----------------------------------------------------------------------------- */

static void log_look(struct entry_overlay *slip, struct app *app)
{
    log_model_look(logging_of(slip), app->context);
}

static void log_refresh(struct entry_overlay *slip, struct app *app)
{
    struct li_error err;
    if (log_model_renew(logging_of(slip), app->context, &err) != LI_OK)
        app_fail(app, &err);
}

static enum li_err log_keep(
    struct entry_overlay *slip, struct context *context, struct li_error *err)
{
    return log_model_keep(logging_of(slip), context, err);
}

static enum li_err log_save(
    struct entry_overlay *slip, struct app *app, char **said, struct li_error *err)
{
    struct log_model *logging = logging_of(slip);
    struct work_effect effect;
    enum logging_line line = (enum logging_line)slip->focus;
    enum li_err code = log_model_save(logging, app->context, &effect, &line, err);
    slip->focus = (int)line;
    if (code != LI_OK)
        return code;
    char *before = log_standing(app, &effect.before), *after = log_standing(app, &effect.after);
    *said = li_format("Logged. \"%s\": %s %s %s. Press %s to undo.", logging->title, before,
        screen_ascii() ? "->" : "→", after, keymap_text(&app->keys, ACTION_UNDO));
    free(before);
    free(after);
    return LI_OK;
}

static const char *log_about(struct entry_overlay *slip)
{
    return logging_of(slip)->title;
}

static void log_free_log(struct entry_overlay *slip)
{
    log_model_free(logging_of(slip));
    free(slip);
}

_Static_assert((int)LOG_LINES <= SLIP_LINES, "each line has its place");
static const struct entry_overlay_ops log_ops = {
    .heading = "Log progress",
    .lines = LOG_LINES,
    .again = ACTION_LOG,
    .about = log_about,
    .draw = log_draw,
    .type = log_type,
    .press = log_press,
    .accept = log_accept,
    .has = log_has,
    .look = log_look,
    .refresh = log_refresh,
    .keep = log_keep,
    .save = log_save,
    .free = log_free_log,
};

struct panel *log_panel_new(struct app *app, const struct id *goal, const struct id *draft)
{
    struct log *log = li_calloc(1, sizeof *log);
    struct li_error err;
    char *at = NULL;
    entry_overlay_start(&log->slip, &log_ops, &log->logging.keeping);
    if (log_model_start(&log->logging, app->context, goal, draft, &at, &err) != LI_OK)
        return entry_overlay_failed(&log->slip, app, &err);
    app_say_draft(app, at, "goal", log->logging.keeping.elsewhere);
    return &log->slip.panel;
}

bool log_panel_draft(const struct draft *draft)
{
    return form_draft_kept(draft, &kind_progress, PROGRESS_GOAL);
}
