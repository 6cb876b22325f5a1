/*
 * duplicates_panel.h: the pairs of records that are likely two of the same, of one kind after
 * another.
 */
#ifndef LI_TUI_DUPLICATES_DUPLICATES_PANEL_H
#define LI_TUI_DUPLICATES_DUPLICATES_PANEL_H

#include "tui/app/panel.h"

/* Lays the two records that are marked in the panel side by side; where none is marked, shows the
   likely doubles, of that kind to begin with where doubles can be told of it (doubles.h). */
void duplicates_panel_go(struct app *app, struct panel *panel, const struct kind *kind);

#endif
