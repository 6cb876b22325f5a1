/*
 * duplicates_panel.h: the pairs of records that may be duplicates, of one kind after another.
 */
#ifndef LI_TUI_DUPLICATES_DUPLICATES_PANEL_H
#define LI_TUI_DUPLICATES_DUPLICATES_PANEL_H

#include "tui/app/panel.h"

/* Opens the two records that are selected in the panel side by side; where none is selected, shows
   the possible duplicates, of that kind first where it can have some (duplicates.h). */
void duplicates_panel_go(struct app *app, struct panel *panel, const struct kind *kind);

#endif
