/*
 * plan_actions.h: yearly work: renews agreements; drafts, agrees and reviews plans.
 */
#ifndef LI_TUI_ACTION_PLAN_ACTIONS_H
#define LI_TUI_ACTION_PLAN_ACTIONS_H

#include "tui/app/app.h"

bool plan_actions_has_agreement(struct app *app, struct panel *panel);
void plan_actions_renew(struct app *app, struct panel *panel);

/* The current record is an affiliate, or belongs to one. */
bool plan_actions_has_affiliate(struct app *app, struct panel *panel);
/* Drafts the plan of next year or, from a plan, of the year after it. */
void plan_actions_draft(struct app *app, struct panel *panel);

bool plan_actions_has_plan(struct app *app, struct panel *panel);
void plan_actions_ask_agreed(struct app *app, struct panel *panel); /* for the date */
void plan_actions_agree(struct app *app, struct panel *panel, const char *day);
void plan_actions_review(struct app *app, struct panel *panel);

#endif
