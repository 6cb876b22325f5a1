/*
 * screen_actions.c: screens of which there is one each come to the top.
 */
#include "tui/command/screen_actions.h"
#include "tui/app/as_of_mode.h"
#include "tui/command/drafts_panel.h"
#include "tui/command/help_panel.h"
#include "tui/command/history_panel.h"
#include "tui/palette/palette_panel.h"
#include "tui/people/directory_panel.h"
#include "tui/people/workload_panel.h"
#include "tui/share/sharing.h"
#include "tui/today/today_panel.h"
#include "tui/widget/prompt.h"

/* --- places ----------------------------------------------------------------------------------- */

/* Raises the panel with that root, or opens it. */
static void screen_actions_go(
    struct app *app, const struct panel_ops *root, struct panel *(*make)(struct app *app))
{
    if (!app_raise(app, root))
        app_push(app, make(app));
}

void screen_actions_today(struct app *app, struct panel *panel)
{
    (void)panel;
    screen_actions_go(app, &today_panel_ops, today_panel_new);
}

void screen_actions_history(struct app *app, struct panel *panel)
{
    (void)panel;
    screen_actions_go(app, &history_panel_ops, history_panel_new);
}

void screen_actions_directory(struct app *app, struct panel *panel)
{
    (void)panel;
    screen_actions_go(app, &directory_panel_ops, directory_panel_new);
}

void screen_actions_workload(struct app *app, struct panel *panel)
{
    (void)panel;
    screen_actions_go(app, &workload_panel_ops, workload_panel_new);
}

void screen_actions_drafts(struct app *app, struct panel *panel)
{
    (void)panel;
    drafts_panel_go(app);
}

void screen_actions_palette(struct app *app, struct panel *panel)
{
    (void)panel;
    app_push(app, palette_panel_new(app));
}

void screen_actions_help(struct app *app, struct panel *panel)
{
    (void)panel;
    app_push(app, help_panel_new(app));
}

/* --- back ------------------------------------------------------------------------------------- */

bool screen_actions_can_go_back(struct app *app, struct panel *panel)
{
    (void)panel;
    return app->depth > 1 || as_of_mode_is_shown(app);
}

void screen_actions_back(struct app *app, struct panel *panel)
{
    if (app->depth > 1)
        app_remove(app, panel);
    else
        as_of_mode_leave(app);
}

bool screen_actions_is_past(struct app *app, struct panel *panel)
{
    (void)panel;
    return as_of_mode_is_shown(app);
}

void screen_actions_to_present(struct app *app, struct panel *panel)
{
    (void)panel;
    as_of_mode_leave(app);
}

/* The prompt is gone: the panel it was opened on is on top. */
static void screen_actions_day_typed(void *arg, struct app *app, const char *day)
{
    (void)arg;
    if (day && *day)
        as_of_mode_enter(app, app_top(app), day);
}

void screen_actions_ask_day(struct app *app, struct panel *panel)
{
    static const struct prompt_ops asks = {.label = " As of: ",
        .help = "30 jun, -2w, fri, 2026-03-31",
        .done = screen_actions_day_typed};
    (void)panel;
    app_push(app, prompt_new(&asks, NULL, NULL));
}

bool screen_actions_can_sync(struct app *app, struct panel *panel)
{
    (void)panel;
    return sharing_can(app);
}

void screen_actions_sync(struct app *app, struct panel *panel)
{
    (void)panel;
    sharing_now(app);
}

/* --- the screen ------------------------------------------------------------------------------- */

void screen_actions_redraw(struct app *app, struct panel *panel)
{
    (void)panel;
    screen_redraw();
    app->dirty = true;
}

void screen_actions_suspend(struct app *app, struct panel *panel)
{
    (void)panel;
    screen_suspend();
    input_suspend();
    screen_resume();
    app_refresh(app);
}

void screen_actions_quit(struct app *app, struct panel *panel)
{
    (void)panel;
    app->leaving = true;
}
