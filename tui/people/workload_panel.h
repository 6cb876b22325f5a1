/*
 * workload_panel.h: the workload of each of our people, and the vacant roles.
 */
#ifndef LI_TUI_PEOPLE_WORKLOAD_PANEL_H
#define LI_TUI_PEOPLE_WORKLOAD_PANEL_H

#include "tui/app/panel.h"

extern const struct panel_ops workload_panel_ops; /* its address is the workload's root */
struct panel *workload_panel_new(struct app *app);

#endif
