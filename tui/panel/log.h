/*
 * log.h: `+`: value, note, Enter. Shows what it does to the goal before it is saved.
 */
#ifndef LI_PANEL_LOG_H
#define LI_PANEL_LOG_H

#include "panel.h"

struct panel *panel_log_new(struct app *app, const struct id *goal);

#endif
