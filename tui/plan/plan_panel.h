/*
 * plan_panel.h: next year's plan being drafted: proposed items, to exclude or edit before the plan
 * is saved.
 */
#ifndef LI_TUI_PLAN_PLAN_PANEL_H
#define LI_TUI_PLAN_PLAN_PANEL_H

#include "tui/app/panel.h"

/* NULL when it cannot be drafted, for instance because there is a plan for that year; the app has
   said why. */
struct panel *plan_panel_new(struct app *app, const struct id *affiliate, int year);

#endif
