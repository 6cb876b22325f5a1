/*
 * draft_resume.h: what a draft is about, and the panel on which it is resumed: a form, progress, a
 * contact, a handover, a plan being drafted or reviewed.
 */
#ifndef LI_TUI_COMMAND_DRAFT_RESUME_H
#define LI_TUI_COMMAND_DRAFT_RESUME_H

#include "core/record/draft.h"
#include "tui/app/app.h"

/* "Progress on \"Joint members\"": what a person knows the draft by. The caller frees it. */
char *draft_resume_name(struct app *app, const struct draft *draft);

/* Opens its panel; where that fails, the app has said why. */
void draft_resume_open(struct app *app, const struct draft *draft);

#endif
