/*
 * plan_actions.h: what comes round every year: agreements renewed, plans drafted, agreed and
 * reviewed.
 */
#ifndef LI_TUI_COMMAND_PLAN_ACTIONS_H
#define LI_TUI_COMMAND_PLAN_ACTIONS_H

#include "tui/app/app.h"

bool yearly_has_agreement(struct app *app, struct panel *panel);
void yearly_renew(struct app *app, struct panel *panel);

/* The affiliate at hand, or that of the record at hand. */
bool yearly_has_affiliate(struct app *app, struct panel *panel);
/* The plan of next year or, with a plan at hand, of the year after it. */
void yearly_draft(struct app *app, struct panel *panel);

bool yearly_has_plan(struct app *app, struct panel *panel);
void yearly_agree(struct app *app, struct panel *panel, const char *day);
void yearly_review(struct app *app, struct panel *panel);

#endif
