/*
 * views_panel.h: `v`: the saved views; one is opened, or the list beneath is kept as one.
 */
#ifndef LI_TUI_LIST_VIEWS_PANEL_H
#define LI_TUI_LIST_VIEWS_PANEL_H

#include "tui/app/panel.h"

/* beneath: the panel under it; views of the kind it lists come first. */
struct panel *views_panel_new(struct app *app, struct panel *beneath);

#endif
