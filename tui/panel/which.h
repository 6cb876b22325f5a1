/*
 * which.h: after the first key of several: what each next key does.
 */
#ifndef LI_PANEL_WHICH_H
#define LI_PANEL_WHICH_H

#include "panel.h"

/* Of the panel on top, where the keys pressed lead on. */
struct panel *panel_which_new(struct app *app, const struct stroke *pressed);

#endif
