/*
 * dispatch.c: which function does an action, whatever panel is on top, and whether it can; and
 * those that go places, back and to what was before.
 */
#include "tui/command/dispatch.h"
#include "core/record/history.h"
#include "tui/app/as_of_mode.h"
#include "tui/app/progress_dialog.h"
#include "tui/command/bulk_panel.h"
#include "tui/command/contact_actions.h"
#include "tui/command/copy_actions.h"
#include "tui/command/current_record.h"
#include "tui/command/palette_panel.h"
#include "tui/command/plan_actions.h"
#include "tui/command/reader.h"
#include "tui/list/columns_panel.h"
#include "tui/list/views_panel.h"
#include "tui/people/directory_panel.h"
#include "tui/people/workload_panel.h"
#include "tui/today/today_panel.h"
#include "tui/widget/prompt.h"
#include <stdlib.h>

static bool has_look(struct app *app, struct panel *panel)
{
    (void)app;
    return panel->ops->look;
}

static bool has_list(struct app *app, struct panel *panel)
{
    (void)app;
    return panel->ops->take;
}

static bool has_way_back(struct app *app, struct panel *panel)
{
    (void)panel;
    return app->depth > 1 || past_is_shown(app);
}

static void do_back(struct app *app, struct panel *panel)
{
    if (app->depth > 1)
        app_remove(app, panel);
    else
        past_leave(app);
}

static bool is_past(struct app *app, struct panel *panel)
{
    (void)panel;
    return past_is_shown(app);
}

static void do_return(struct app *app, struct panel *panel)
{
    (void)panel;
    past_leave(app);
}

static void do_export(struct app *app, struct panel *panel)
{
    struct taken taken;
    if (!panel->ops->take(panel, &taken)) {
        app_say(app, "Not all that is to be written is found yet.");
    } else if (taken.count == 0) {
        app_say(app, "There is nothing to write.");
        free(taken.rows);
    } else {
        app_push(app, panel_batch_export(app, &taken));
    }
}

static void do_columns(struct app *app, struct panel *panel)
{
    app_push(app, panel_chooser_new(app, panel));
}

static void do_views(struct app *app, struct panel *panel)
{
    app_push(app, panel_views_new(app, panel));
}

/* A journal_progress goes with each, for a group of many entries. */
typedef enum li_err (*taking_back)(
    struct li *li, journal_progress progress, void *arg, char **said, struct li_error *err);

static void take_back(struct app *app, const char *doing, taking_back how)
{
    char *said = NULL;
    struct li_error err;
    struct gauge gauge;
    gauge_start(&gauge, app, doing);
    enum li_err code = how(app->li, gauge_tell, &gauge, &said, &err);
    gauge_end(&gauge);
    if (code == LI_INTERRUPTED)
        app_say(app, "Stopped: nothing was changed.");
    else if (code)
        app_fail(app, &err);
    else
        app_say(app, "%s", said);
    free(said);
    app_refresh(app);
}

static enum li_err undo_last(
    struct li *li, journal_progress progress, void *arg, char **said, struct li_error *err)
{
    return history_undo(li, NULL, progress, arg, said, err);
}

static void do_undo(struct app *app, struct panel *panel)
{
    (void)panel;
    take_back(app, "Undoing", undo_last);
}

static void do_redo(struct app *app, struct panel *panel)
{
    (void)panel;
    take_back(app, "Redoing", history_redo);
}

static void do_today(struct app *app, struct panel *panel)
{
    (void)panel;
    if (!app_raise(app, &panel_today_ops))
        app_push(app, panel_today_new(app));
}

static void do_history(struct app *app, struct panel *panel)
{
    (void)panel;
    if (!app_raise(app, &panel_history_ops))
        app_push(app, panel_history_new(app));
}

static void do_directory(struct app *app, struct panel *panel)
{
    (void)panel;
    if (!app_raise(app, &panel_directory_ops))
        app_push(app, panel_directory_new(app));
}

static void do_workload(struct app *app, struct panel *panel)
{
    (void)panel;
    if (!app_raise(app, &panel_workload_ops))
        app_push(app, panel_workload_new(app));
}

static void do_drafts(struct app *app, struct panel *panel)
{
    (void)panel;
    app_push(app, panel_drafts_new(app));
}

static void do_palette(struct app *app, struct panel *panel)
{
    (void)panel;
    app_push(app, panel_palette_new(app));
}

static void do_help(struct app *app, struct panel *panel)
{
    (void)panel;
    app_push(app, panel_help_new(app));
}

static void do_redraw(struct app *app, struct panel *panel)
{
    (void)panel;
    screen_redraw();
    app->dirty = true;
}

static void do_suspend(struct app *app, struct panel *panel)
{
    (void)panel;
    screen_suspend();
    input_suspend();
    screen_resume();
    app_refresh(app);
}

static void do_quit(struct app *app, struct panel *panel)
{
    (void)panel;
    app->leaving = true;
}

static void answered(void *arg, struct app *app, const char *words);

static const struct deed {
    void (*run)(struct app *app, struct panel *panel);
    bool (*can)(struct app *app, struct panel *panel); /* NULL: always */
    const char *kind;                                  /* instead of run: goes to that list */
    const char *cannot;
} deeds[ACTION_COUNT] = {
    [ACTION_BACK] = {do_back, has_way_back, NULL, "This is the first screen"},
    [ACTION_CANCEL] = {do_back, has_way_back, NULL, NULL},
    [ACTION_LEAVE] = {do_back, has_way_back, NULL, NULL},
    [ACTION_LOG] = {at_hand_log, at_hand_goal, NULL, "There is no goal at hand"},
    [ACTION_CONTACT] = {reaching_log, reaching_can, NULL, "There is no affiliate at hand"},
    [ACTION_FOLLOWED] = {reaching_follow, reaching_can_follow, NULL,
        "There is no activity at hand"},
    [ACTION_ADD] = {at_hand_add, at_hand_adds, NULL, "There is nothing to add here"},
    [ACTION_EDIT] = {at_hand_edit, at_hand_any, NULL, "There is no record at hand"},
    [ACTION_ARCHIVE] = {at_hand_archive, at_hand_any, NULL, "There is no record at hand"},
    [ACTION_ASSIGN] = {at_hand_assign, at_hand_affiliate, NULL, "There is no affiliate at hand"},
    [ACTION_HANDOVER] = {at_hand_handover, NULL, NULL, NULL},
    [ACTION_RENEW] = {yearly_renew, yearly_has_agreement, NULL, "There is no agreement at hand"},
    [ACTION_DRAFT_PLAN] = {yearly_draft, yearly_has_affiliate, NULL,
        "There is no affiliate at hand"},
    [ACTION_AGREE_PLAN] = {NULL, yearly_has_plan, NULL, "There is no plan at hand"},
    [ACTION_REVIEW_PLAN] = {yearly_review, yearly_has_plan, NULL, "There is no plan at hand"},
    [ACTION_EXPORT] = {do_export, has_list, NULL, "There is no list here"},
    [ACTION_OPEN_LINK] = {at_hand_open_link, at_hand_one, NULL, "There is no record at hand"},
    [ACTION_COPY_ROW] = {copying_rows, at_hand_any, NULL, "There is no record at hand"},
    [ACTION_COPY_CELL] = {copying_cell, at_hand_one, NULL, "There is no record at hand"},
    [ACTION_VIEWS] = {do_views, NULL, NULL, NULL},
    [ACTION_COLUMNS] = {do_columns, has_look, NULL, "There is no list here"},
    [ACTION_DOUBLES] = {at_hand_doubles, NULL, NULL, NULL},
    [ACTION_UNDO] = {do_undo, NULL, NULL, NULL},
    [ACTION_REDO] = {do_redo, NULL, NULL, NULL},
    [ACTION_TODAY] = {do_today, NULL, NULL, NULL},
    [ACTION_AFFILIATES] = {NULL, NULL, "affiliate", NULL},
    [ACTION_GOALS] = {NULL, NULL, "goal", NULL},
    [ACTION_AGREEMENTS] = {NULL, NULL, "agreement", NULL},
    [ACTION_PEOPLE] = {NULL, NULL, "person", NULL},
    [ACTION_EVENTS] = {NULL, NULL, "event", NULL},
    [ACTION_ACTIVITIES] = {NULL, NULL, "activity", NULL},
    [ACTION_PLANS] = {NULL, NULL, "plan", NULL},
    [ACTION_DIRECTORY] = {do_directory, NULL, NULL, NULL},
    [ACTION_WORKLOAD] = {do_workload, NULL, NULL, NULL},
    [ACTION_HISTORY] = {do_history, NULL, NULL, NULL},
    [ACTION_PRESENT] = {do_return, is_past, NULL, "This is the present"},
    [ACTION_DRAFTS] = {do_drafts, NULL, NULL, NULL},
    [ACTION_PALETTE] = {do_palette, NULL, NULL, NULL},
    [ACTION_HELP] = {do_help, NULL, NULL, NULL},
    [ACTION_REDRAW] = {do_redraw, NULL, NULL, NULL},
    [ACTION_SUSPEND] = {do_suspend, NULL, NULL, NULL},
    [ACTION_QUIT] = {do_quit, NULL, NULL, NULL},
};

/* What takes words: instead of a deed's run. Where there are none, it asks for them. */
static const struct telling {
    void (*run)(struct app *app, struct panel *panel, const char *words);
    const char *takes, *begins; /* begins: what stands there at first; NULL: nothing */
    struct prompt_ops asks;
} tellings[ACTION_COUNT] = {
    [ACTION_AGREE_PLAN] = {yearly_agree, "DAY", "today",
        {.label = " agreed on ", .help = "today, 15 mar, -2d", .done = answered}},
    [ACTION_AS_OF] = {past_enter, "DAY", NULL,
        {.label = " as of ", .help = "30 jun, -2w, fri, 2026-03-31", .done = answered}},
};

bool deed_can(struct app *app, struct panel *panel, enum action action)
{
    return !deeds[action].can || deeds[action].can(app, panel);
}

void deed_do(struct app *app, struct panel *panel, enum action action)
{
    const struct deed *deed = &deeds[action];
    const struct telling *telling = &tellings[action];
    if (!deed_can(app, panel, action)) {
        if (deed->cannot)
            app_say(app, "%s.", deed->cannot);
    } else if (deed->kind) {
        app_list(app, kind_find(deed->kind), NULL);
    } else if (telling->run) {
        app_push(app, panel_prompt_new(&telling->asks, telling->begins, (void *)telling));
    } else if (deed->run) {
        deed->run(app, panel);
    }
}

const char *deed_takes(enum action action)
{
    return tellings[action].takes;
}

void deed_tell(struct app *app, struct panel *panel, enum action action, const char *words)
{
    const struct deed *deed = &deeds[action];
    if (deed_can(app, panel, action))
        tellings[action].run(app, panel, words);
    else if (deed->cannot)
        app_say(app, "%s.", deed->cannot);
}

/* The prompt has gone: what it was asked over is on top. */
static void answered(void *arg, struct app *app, const char *words)
{
    const struct telling *telling = arg;
    if (words && *words)
        telling->run(app, app_top(app), words);
}
