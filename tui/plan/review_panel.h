/*
 * review_panel.h: a plan reviewed at year-end: each goal met, missed or dropped, with a comment,
 * then a summary of the year; saving closes the plan.
 */
#ifndef LI_TUI_PLAN_REVIEW_PANEL_H
#define LI_TUI_PLAN_REVIEW_PANEL_H

#include "tui/app/panel.h"

/* NULL when the plan cannot be loaded; the app has said why. */
struct panel *review_panel_new(struct app *app, const struct id *plan);

#endif
