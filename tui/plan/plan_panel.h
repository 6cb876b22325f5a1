/*
 * plan_panel.h: the plan of a next year, drafted: what would come along, line by line, to be left
 * out or edited before it is saved.
 */
#ifndef LI_TUI_PLAN_PLAN_PANEL_H
#define LI_TUI_PLAN_PLAN_PANEL_H

#include "tui/app/panel.h"

/* NULL when it cannot be drafted, or there is a plan for that year; the app has said why. */
struct panel *plan_panel_new(struct app *app, const struct id *affiliate, int year);

#endif
