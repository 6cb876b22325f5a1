/*
 * draft_resume.h: names a draft, and resumes it on its panel: a form, progress, a contact, a
 * handover, a plan being drafted or reviewed.
 */
#ifndef LI_TUI_COMMAND_DRAFT_RESUME_H
#define LI_TUI_COMMAND_DRAFT_RESUME_H

#include "core/record/draft.h"
#include "tui/app/app.h"

/* The name of a draft: "Progress on \"Joint members\"". The caller frees it. */
char *draft_resume_name(struct app *app, const struct draft *draft);

/* Opens its panel; the app says why it can't. */
void draft_resume_open(struct app *app, const struct draft *draft);

#endif
