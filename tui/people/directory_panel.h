/*
 * directory_panel.h: who holds which role for each affiliate, as of any date.
 */
#ifndef LI_TUI_PEOPLE_DIRECTORY_PANEL_H
#define LI_TUI_PEOPLE_DIRECTORY_PANEL_H

#include "tui/app/panel.h"

extern const struct panel_ops directory_panel_ops; /* its address is the directory's root */
struct panel *directory_panel_new(struct app *app);

#endif
