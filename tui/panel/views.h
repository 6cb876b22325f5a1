/*
 * views.h: `v`: the saved views; one is opened, or the list beneath is kept as one.
 */
#ifndef LI_PANEL_VIEWS_H
#define LI_PANEL_VIEWS_H

#include "panel.h"

/* beneath: the panel under it; views of the kind it lists come first. */
struct panel *panel_views_new(struct app *app, struct panel *beneath);

#endif
