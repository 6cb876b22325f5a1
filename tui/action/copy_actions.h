/*
 * copy_actions.h: copies records to the clipboard as text.
 */
#ifndef LI_TUI_ACTION_COPY_ACTIONS_H
#define LI_TUI_ACTION_COPY_ACTIONS_H

#include "tui/app/app.h"

/* Copies the selected records, or the current one: a line each, with the columns of their list
   separated by tabs. */
void copy_actions_rows(struct app *app, struct panel *panel);

/* Copies one value of the current record, which the person chooses. */
void copy_actions_cell(struct app *app, struct panel *panel);

#endif
