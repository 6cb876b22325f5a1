/*
 * screen_actions.h: opens other screens, goes back, and acts on the screen itself.
 */
#ifndef LI_TUI_COMMAND_SCREEN_ACTIONS_H
#define LI_TUI_COMMAND_SCREEN_ACTIONS_H

#include "tui/app/app.h"

void screen_actions_today(struct app *app, struct panel *panel);
void screen_actions_history(struct app *app, struct panel *panel);
void screen_actions_directory(struct app *app, struct panel *panel);
void screen_actions_workload(struct app *app, struct panel *panel);
void screen_actions_drafts(struct app *app, struct panel *panel);
void screen_actions_palette(struct app *app, struct panel *panel);
void screen_actions_help(struct app *app, struct panel *panel);

/* Goes back to the panel before or, from the first one of the past, to the present. */
bool screen_actions_can_go_back(struct app *app, struct panel *panel);
void screen_actions_back(struct app *app, struct panel *panel);

bool screen_actions_is_past(struct app *app, struct panel *panel);
void screen_actions_to_present(struct app *app, struct panel *panel);
void screen_actions_ask_day(struct app *app, struct panel *panel); /* for as_of_mode_enter */

bool screen_actions_can_sync(struct app *app, struct panel *panel); /* a carrier is set */
void screen_actions_sync(struct app *app, struct panel *panel);

void screen_actions_redraw(struct app *app, struct panel *panel);
void screen_actions_suspend(struct app *app, struct panel *panel);
void screen_actions_quit(struct app *app, struct panel *panel);

#endif
