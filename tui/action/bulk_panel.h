/*
 * bulk_panel.h: the few fields that an action on many records asks for, in a frame: which field
 * gets which value, who is assigned as what, what file is written.
 */
#ifndef LI_TUI_ACTION_BULK_PANEL_H
#define LI_TUI_ACTION_BULK_PANEL_H

#include "tui/app/app.h"

/* They take over selection->rows. */
struct panel *bulk_panel_set(struct app *app, const struct panel_selection *selection);
struct panel *bulk_panel_assign(struct app *app, const struct panel_selection *selection);
struct panel *bulk_panel_export(struct app *app, const struct panel_selection *selection);

#endif
