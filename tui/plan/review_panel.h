/*
 * review_panel.h: a plan looked back upon: each of its goals met, missed or dropped with a word on
 * it, then the year in a few words; saving closes the plan.
 */
#ifndef LI_TUI_PLAN_REVIEW_PANEL_H
#define LI_TUI_PLAN_REVIEW_PANEL_H

#include "tui/app/panel.h"

/* NULL when it cannot be read; the app has said why. */
struct panel *review_panel_new(struct app *app, const struct id *plan);

#endif
