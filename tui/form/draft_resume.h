/*
 * draft_resume.h: what a draft is about, and the screen on which it is taken up again: a form, a
 * slip, a hand-over, a plan being drafted.
 */
#ifndef LI_TUI_FORM_DRAFT_RESUME_H
#define LI_TUI_FORM_DRAFT_RESUME_H

#include "core/record/draft.h"
#include "tui/app/app.h"

/* "Progress on \"Joint members\""; the caller frees it. */
char *draft_resume_name(struct app *app, const struct draft *draft);

void draft_resume_open(struct app *app, const struct draft *draft);

#endif
