/*
 * today_panel.h: what needs attention: the first screen. Each line is one key from being acted on.
 */
#ifndef LI_TUI_TODAY_TODAY_PANEL_H
#define LI_TUI_TODAY_TODAY_PANEL_H

#include "tui/app/panel.h"

/* Shows what is the user's, if they look after anything; else everyone's. */
struct panel *today_panel_new(struct app *app);
extern const struct panel_ops today_panel_ops; /* also the panel's root */

#endif
