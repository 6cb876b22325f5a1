/*
 * combine_panel.h: edits two texts of one field into one. The typed text is stored as a draft of
 * the record.
 */
#ifndef LI_TUI_SYNC_COMBINE_PANEL_H
#define LI_TUI_SYNC_COMBINE_PANEL_H

#include "core/sync/conflicts_decide.h"
#include "tui/app/panel.h"

/* The item must be described, and its values combinable; it is copied. */
struct panel *combine_panel_new(struct app *app, const struct conflicts_item *item);

#endif
