/*
 * columns_panel.h: `C`: which columns a list has, and in what order; the list shows it at once.
 */
#ifndef LI_TUI_LIST_COLUMNS_PANEL_H
#define LI_TUI_LIST_COLUMNS_PANEL_H

#include "tui/app/panel.h"

/* list: the panel beneath, which has a list_state. The columns chosen hold for all lists of its
   kind until the program ends. */
struct panel *columns_panel_new(struct app *app, struct panel *list);

#endif
