/*
 * columns_panel.h: `C`: which columns a list has, and in what order; the list shows it at once.
 */
#ifndef LI_TUI_LIST_COLUMNS_PANEL_H
#define LI_TUI_LIST_COLUMNS_PANEL_H

#include "tui/app/panel.h"

/* list: a panel with a look, beneath. What is chosen stays for the kind's lists until the program
   ends. */
struct panel *columns_panel_new(struct app *app, struct panel *list);

#endif
