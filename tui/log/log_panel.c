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

static struct logging *logging_of(struct slip *slip)
{
    return &((struct log *)slip)->logging;
}

/* --- keys ------------------------------------------------------------------------------------- */

static bool has(struct slip *slip, int line)
{
    return logging_has(logging_of(slip), (enum logging_line)line);
}

/* From the value Enter goes on, from anywhere else it saves. */
static void accept(struct slip *slip, struct app *app)
{
    if (slip->focus != LOG_VALUE) {
        slip_save(slip, app);
        return;
    }
    struct logging *logging = logging_of(slip);
    const struct one *step = logging_by_steps(logging) ? few_chosen(&logging->steps) : NULL;
    if (step) {
        edit_set(&logging->edits[LOG_VALUE], step->title);
        slip_touch(slip, app);
    }
    slip_go_on(slip, app, 1);
}

/* Yes and no are chosen rather than typed out. */
static bool choose_yes_no(struct edit *edit, const struct key *key)
{
    if (key->code == 0 || key->code >= 0x80 || !strchr("yYnN ", (int)key->code))
        return false;
    bool yes = key->code == ' ' ? strcmp(edit->text, "yes") != 0 : (key->code | 0x20) == 'y';
    edit_set(edit, yes ? "yes" : "no");
    return true;
}

/* In the value of a goal of milestones the arrows go through those there are. */
static bool value_key(struct logging *logging, const struct key *key, bool *changed)
{
    struct edit *edit = &logging->edits[LOG_VALUE];
    bool arrow = key->code == K_UP || key->code == K_DOWN;
    *changed = true;
    if (logging_by_steps(logging) && arrow)
        few_move(&logging->steps, key->code == K_UP ? -1 : 1);
    else if (logging->facts.measure != MEASURE_YES_NO || !choose_yes_no(edit, key))
        return edit_key(edit, key, changed);
    return true;
}

/* A milestone below the value. */
static bool press(struct slip *slip, int y)
{
    struct logging *logging = logging_of(slip);
    return slip->focus == LOG_VALUE && logging_by_steps(logging) &&
           few_press(&logging->steps, slip->at[LOG_VALUE], y);
}

static bool type(struct slip *slip, struct app *app, const struct key *key, bool *changed)
{
    struct logging *logging = logging_of(slip);
    (void)app;
    return slip->focus == LOG_VALUE ? value_key(logging, key, changed)
                                    : edit_key(&logging->edits[slip->focus], key, changed);
}

/* --- the progress ----------------------------------------------------------------------------- */

static void look(struct slip *slip, struct app *app)
{
    logging_look(logging_of(slip), app->li);
}

static void refresh(struct slip *slip, struct app *app)
{
    struct li_error err;
    if (logging_renew(logging_of(slip), app->li, &err) != LI_OK)
        app_fail(app, &err);
}

static enum li_err keep(struct slip *slip, struct li *li, struct li_error *err)
{
    return logging_keep(logging_of(slip), li, err);
}

static enum li_err save(struct slip *slip, struct app *app, char **said, struct li_error *err)
{
    struct logging *logging = logging_of(slip);
    struct work_effect effect;
    enum logging_line line = (enum logging_line)slip->focus;
    enum li_err code = logging_save(logging, app->li, &effect, &line, err);
    slip->focus = (int)line;
    if (code != LI_OK)
        return code;
    char *before = log_standing(app, &effect.before), *after = log_standing(app, &effect.after);
    *said = li_format("Logged: %s %s %s, %s undoes: \"%s\".", before, screen_ascii() ? "->" : "→",
        after, keymap_text(&app->keys, ACTION_UNDO), logging->title);
    free(before);
    free(after);
    return LI_OK;
}

static const char *about(struct slip *slip)
{
    return logging_of(slip)->title;
}

static void free_log(struct slip *slip)
{
    logging_free(logging_of(slip));
    free(slip);
}

_Static_assert((int)LOG_LINES <= SLIP_LINES, "each line has its place");
static const struct slip_ops ops = {
    .heading = "Log progress",
    .lines = LOG_LINES,
    .again = ACTION_LOG,
    .about = about,
    .draw = log_draw,
    .type = type,
    .press = press,
    .accept = accept,
    .has = has,
    .look = look,
    .refresh = refresh,
    .keep = keep,
    .save = save,
    .free = free_log,
};

struct panel *panel_log_new(struct app *app, const struct id *goal, const struct id *draft)
{
    struct log *log = li_calloc(1, sizeof *log);
    struct li_error err;
    char *at = NULL;
    slip_start(&log->slip, &ops, &log->logging.keeping);
    if (logging_start(&log->logging, app->li, goal, draft, &at, &err) != LI_OK)
        return slip_failed(&log->slip, app, &err);
    app_say_draft(app, at, "goal", log->logging.keeping.elsewhere);
    return &log->slip.panel;
}

bool panel_log_draft(const struct draft *draft)
{
    return keeping_kept(draft, &kind_progress, PROGRESS_GOAL);
}
