/*
 * views_panel.h: `v`: the saved views: opens one, or saves the list beneath as one.
 */
#ifndef LI_TUI_LIST_VIEWS_PANEL_H
#define LI_TUI_LIST_VIEWS_PANEL_H

#include "tui/app/panel.h"

/* beneath: the panel on which it opens; views of the kind it lists come first. */
struct panel *views_panel_new(struct app *app, struct panel *beneath);

#endif
