/*
 * contact_actions.h: logs a contact, or marks a follow-up done, from any panel.
 */
#ifndef LI_TUI_ACTION_CONTACT_ACTIONS_H
#define LI_TUI_ACTION_CONTACT_ACTIONS_H

#include "tui/app/app.h"

bool contact_actions_can_log(struct app *app, struct panel *panel);
void contact_actions_log(struct app *app, struct panel *panel);

bool contact_actions_can_follow_up(struct app *app, struct panel *panel);
void contact_actions_follow_up(struct app *app, struct panel *panel);

#endif
