/*
 * copy_actions.h: records as text for the clipboard.
 */
#ifndef LI_TUI_ACTION_COPY_ACTIONS_H
#define LI_TUI_ACTION_COPY_ACTIONS_H

#include "tui/app/app.h"

/* The marked records, or the one at hand: a line each, the columns of their list parted by tabs. */
void copy_actions_rows(struct app *app, struct panel *panel);

/* One value of the record at hand, which the person chooses. */
void copy_actions_cell(struct app *app, struct panel *panel);

#endif
