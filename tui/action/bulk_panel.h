/*
 * bulk_panel.h: the fields that an action on many records asks for, in a frame: the field to set
 * and its value, the person and the role to assign, the file to export to.
 */
#ifndef LI_TUI_ACTION_BULK_PANEL_H
#define LI_TUI_ACTION_BULK_PANEL_H

#include "tui/app/app.h"

/* They take ownership of selection->rows. */
struct panel *bulk_panel_set(struct app *app, const struct panel_selection *selection);
struct panel *bulk_panel_assign(struct app *app, const struct panel_selection *selection);
struct panel *bulk_panel_export(struct app *app, const struct panel_selection *selection);

#endif
