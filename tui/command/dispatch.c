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

static bool dispatch_has_look(struct app *app, struct panel *panel)
{
    (void)app;
    return panel->ops->look;
}

static bool dispatch_has_list(struct app *app, struct panel *panel)
{
    (void)app;
    return panel->ops->take;
}

static bool dispatch_has_way_back(struct app *app, struct panel *panel)
{
    (void)panel;
    return app->depth > 1 || as_of_mode_is_shown(app);
}

static void dispatch_do_back(struct app *app, struct panel *panel)
{
    if (app->depth > 1)
        app_remove(app, panel);
    else
        as_of_mode_leave(app);
}

static bool dispatch_is_past(struct app *app, struct panel *panel)
{
    (void)panel;
    return as_of_mode_is_shown(app);
}

static void dispatch_do_return(struct app *app, struct panel *panel)
{
    (void)panel;
    as_of_mode_leave(app);
}

static void dispatch_do_export(struct app *app, struct panel *panel)
{
    struct taken taken;
    if (!panel->ops->take(panel, &taken)) {
        app_say(app, "Still finding records; try again in a moment.");
    } else if (taken.count == 0) {
        app_say(app, "Nothing to export.");
        free(taken.rows);
    } else {
        app_push(app, bulk_panel_export(app, &taken));
    }
}

static void dispatch_do_columns(struct app *app, struct panel *panel)
{
    app_push(app, columns_panel_new(app, panel));
}

static void dispatch_do_views(struct app *app, struct panel *panel)
{
    app_push(app, views_panel_new(app, panel));
}

/* A journal_progress goes with each, for a group of many entries. */
typedef enum li_err (*taking_back)(struct context *context, journal_progress progress, void *arg,
    char **said, struct li_error *err);

static void dispatch_take_back(struct app *app, const char *doing, taking_back how)
{
    char *said = NULL;
    struct li_error err;
    struct progress_dialog gauge;
    progress_dialog_start(&gauge, app, doing);
    enum li_err code = how(app->context, progress_dialog_tell, &gauge, &said, &err);
    progress_dialog_end(&gauge);
    if (code == LI_INTERRUPTED)
        app_say(app, "Stopped: nothing was changed.");
    else if (code)
        app_fail(app, &err);
    else
        app_say(app, "%s", said);
    free(said);
    app_refresh(app);
}

static enum li_err dispatch_undo_last(struct context *context, journal_progress progress, void *arg,
    char **said, struct li_error *err)
{
    return history_undo(context, NULL, progress, arg, said, err);
}

static void dispatch_do_undo(struct app *app, struct panel *panel)
{
    (void)panel;
    dispatch_take_back(app, "Undoing", dispatch_undo_last);
}

static void dispatch_do_redo(struct app *app, struct panel *panel)
{
    (void)panel;
    dispatch_take_back(app, "Redoing", history_redo);
}

static void dispatch_do_today(struct app *app, struct panel *panel)
{
    (void)panel;
    if (!app_raise(app, &today_panel_ops))
        app_push(app, today_panel_new(app));
}

static void dispatch_do_history(struct app *app, struct panel *panel)
{
    (void)panel;
    if (!app_raise(app, &history_panel_ops))
        app_push(app, history_panel_new(app));
}

static void dispatch_do_directory(struct app *app, struct panel *panel)
{
    (void)panel;
    if (!app_raise(app, &directory_panel_ops))
        app_push(app, directory_panel_new(app));
}

static void dispatch_do_workload(struct app *app, struct panel *panel)
{
    (void)panel;
    if (!app_raise(app, &workload_panel_ops))
        app_push(app, workload_panel_new(app));
}

static void dispatch_do_drafts(struct app *app, struct panel *panel)
{
    (void)panel;
    app_push(app, drafts_panel_new(app));
}

static void dispatch_do_palette(struct app *app, struct panel *panel)
{
    (void)panel;
    app_push(app, palette_panel_new(app));
}

static void dispatch_do_help(struct app *app, struct panel *panel)
{
    (void)panel;
    app_push(app, help_panel_new(app));
}

static void dispatch_do_redraw(struct app *app, struct panel *panel)
{
    (void)panel;
    screen_redraw();
    app->dirty = true;
}

static void dispatch_do_suspend(struct app *app, struct panel *panel)
{
    (void)panel;
    screen_suspend();
    input_suspend();
    screen_resume();
    app_refresh(app);
}

static void dispatch_do_quit(struct app *app, struct panel *panel)
{
    (void)panel;
    app->leaving = true;
}

static void dispatch_answered(void *arg, struct app *app, const char *words);

static const struct deed {
    void (*run)(struct app *app, struct panel *panel);
    bool (*can)(struct app *app, struct panel *panel); /* NULL: always */
    const char *kind;                                  /* instead of run: goes to that list */
    const char *cannot;
} deeds[ACTION_COUNT] = {
    [ACTION_BACK] = {dispatch_do_back, dispatch_has_way_back, NULL, "This is the first screen"},
    [ACTION_CANCEL] = {dispatch_do_back, dispatch_has_way_back, NULL, NULL},
    [ACTION_LEAVE] = {dispatch_do_back, dispatch_has_way_back, NULL, NULL},
    [ACTION_LOG] = {current_record_log, current_record_goal, NULL, "No goal selected"},
    [ACTION_CONTACT] = {contact_actions_log, contact_actions_can, NULL, "No affiliate selected"},
    [ACTION_FOLLOWED] = {contact_actions_follow, contact_actions_can_follow, NULL,
        "No activity selected"},
    [ACTION_ADD] = {current_record_add, current_record_adds, NULL, "Nothing to add here"},
    [ACTION_EDIT] = {current_record_edit, current_record_any, NULL, "No record selected"},
    [ACTION_ARCHIVE] = {current_record_archive, current_record_any, NULL, "No record selected"},
    [ACTION_ASSIGN] = {current_record_assign, current_record_affiliate, NULL,
        "No affiliate selected"},
    [ACTION_HANDOVER] = {current_record_handover, NULL, NULL, NULL},
    [ACTION_RENEW] = {plan_actions_renew, plan_actions_has_agreement, NULL,
        "No agreement selected"},
    [ACTION_DRAFT_PLAN] = {plan_actions_draft, plan_actions_has_affiliate, NULL,
        "No affiliate selected"},
    [ACTION_AGREE_PLAN] = {NULL, plan_actions_has_plan, NULL, "No plan selected"},
    [ACTION_REVIEW_PLAN] = {plan_actions_review, plan_actions_has_plan, NULL, "No plan selected"},
    [ACTION_EXPORT] = {dispatch_do_export, dispatch_has_list, NULL, "No list here"},
    [ACTION_OPEN_LINK] = {current_record_open_link, current_record_one, NULL, "No record selected"},
    [ACTION_COPY_ROW] = {copy_actions_rows, current_record_any, NULL, "No record selected"},
    [ACTION_COPY_CELL] = {copy_actions_cell, current_record_one, NULL, "No record selected"},
    [ACTION_VIEWS] = {dispatch_do_views, NULL, NULL, NULL},
    [ACTION_COLUMNS] = {dispatch_do_columns, dispatch_has_look, NULL, "No list here"},
    [ACTION_DOUBLES] = {current_record_doubles, NULL, NULL, NULL},
    [ACTION_UNDO] = {dispatch_do_undo, NULL, NULL, NULL},
    [ACTION_REDO] = {dispatch_do_redo, NULL, NULL, NULL},
    [ACTION_TODAY] = {dispatch_do_today, NULL, NULL, NULL},
    [ACTION_AFFILIATES] = {NULL, NULL, "affiliate", NULL},
    [ACTION_GOALS] = {NULL, NULL, "goal", NULL},
    [ACTION_AGREEMENTS] = {NULL, NULL, "agreement", NULL},
    [ACTION_PEOPLE] = {NULL, NULL, "person", NULL},
    [ACTION_EVENTS] = {NULL, NULL, "event", NULL},
    [ACTION_ACTIVITIES] = {NULL, NULL, "activity", NULL},
    [ACTION_PLANS] = {NULL, NULL, "plan", NULL},
    [ACTION_DIRECTORY] = {dispatch_do_directory, NULL, NULL, NULL},
    [ACTION_WORKLOAD] = {dispatch_do_workload, NULL, NULL, NULL},
    [ACTION_HISTORY] = {dispatch_do_history, NULL, NULL, NULL},
    [ACTION_PRESENT] = {dispatch_do_return, dispatch_is_past, NULL, "Already in the present"},
    [ACTION_DRAFTS] = {dispatch_do_drafts, NULL, NULL, NULL},
    [ACTION_PALETTE] = {dispatch_do_palette, NULL, NULL, NULL},
    [ACTION_HELP] = {dispatch_do_help, NULL, NULL, NULL},
    [ACTION_REDRAW] = {dispatch_do_redraw, NULL, NULL, NULL},
    [ACTION_SUSPEND] = {dispatch_do_suspend, NULL, NULL, NULL},
    [ACTION_QUIT] = {dispatch_do_quit, NULL, NULL, NULL},
};

/* What takes words: instead of a deed's run. Where there are none, it asks for them. */
static const struct telling {
    void (*run)(struct app *app, struct panel *panel, const char *words);
    const char *takes, *begins; /* begins: what stands there at first; NULL: nothing */
    struct prompt_ops asks;
} tellings[ACTION_COUNT] = {
    [ACTION_AGREE_PLAN] = {plan_actions_agree, "DAY", "today",
        {.label = " Date agreed: ", .help = "today, 15 mar, -2d", .done = dispatch_answered}},
    [ACTION_AS_OF] = {as_of_mode_enter, "DAY", NULL,
        {.label = " As of: ", .help = "30 jun, -2w, fri, 2026-03-31", .done = dispatch_answered}},
};

bool dispatch_can(struct app *app, struct panel *panel, enum action action)
{
    return !deeds[action].can || deeds[action].can(app, panel);
}

void dispatch_do(struct app *app, struct panel *panel, enum action action)
{
    const struct deed *deed = &deeds[action];
    const struct telling *telling = &tellings[action];
    if (!dispatch_can(app, panel, action)) {
        if (deed->cannot)
            app_say(app, "%s.", deed->cannot);
    } else if (deed->kind) {
        app_list(app, kind_find(deed->kind), NULL);
    } else if (telling->run) {
        app_push(app, prompt_new(&telling->asks, telling->begins, (void *)telling));
    } else if (deed->run) {
        deed->run(app, panel);
    }
}

const char *dispatch_takes(enum action action)
{
    return tellings[action].takes;
}

void dispatch_tell(struct app *app, struct panel *panel, enum action action, const char *words)
{
    const struct deed *deed = &deeds[action];
    if (dispatch_can(app, panel, action))
        tellings[action].run(app, panel, words);
    else if (deed->cannot)
        app_say(app, "%s.", deed->cannot);
}

/* The prompt has gone: what it was asked over is on top. */
static void dispatch_answered(void *arg, struct app *app, const char *words)
{
    const struct telling *telling = arg;
    if (words && *words)
        telling->run(app, app_top(app), words);
}
