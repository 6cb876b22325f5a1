/*
 * undo_actions.h: undoes and redoes the last change; both say what they did.
 */
#ifndef LI_TUI_ACTION_UNDO_ACTIONS_H
#define LI_TUI_ACTION_UNDO_ACTIONS_H

#include "tui/app/app.h"

void undo_actions_undo(struct app *app, struct panel *panel);
void undo_actions_redo(struct app *app, struct panel *panel);

#endif
