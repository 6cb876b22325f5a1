/*
 * contact_actions.h: contacts from whatever panel is on top: one logged, a follow-up done.
 */
#ifndef LI_TUI_COMMAND_CONTACT_ACTIONS_H
#define LI_TUI_COMMAND_CONTACT_ACTIONS_H

#include "tui/app/app.h"

bool reaching_can(struct app *app, struct panel *panel);
void reaching_log(struct app *app, struct panel *panel);

bool reaching_can_follow(struct app *app, struct panel *panel);
void reaching_follow(struct app *app, struct panel *panel);

#endif
