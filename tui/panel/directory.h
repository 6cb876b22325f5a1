/*
 * directory.h: who is what to each affiliate, as of any day.
 */
#ifndef LI_PANEL_DIRECTORY_H
#define LI_PANEL_DIRECTORY_H

#include "panel.h"

extern const struct panel_ops panel_directory_ops; /* its address is the directory's root */
struct panel *panel_directory_new(struct app *app);

#endif
