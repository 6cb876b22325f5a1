/*
 * unfinished.h: what a draft is about, and the screen on which it is taken up again: a form, a
 * slip, a hand-over, a plan being drafted.
 */
#ifndef LI_PANEL_UNFINISHED_H
#define LI_PANEL_UNFINISHED_H

#include "../../core/draft.h"
#include "../app.h"

/* "Progress on \"Joint members\""; the caller frees it. */
char *unfinished_name(struct app *app, const struct draft *draft);

void unfinished_take_up(struct app *app, const struct draft *draft);

#endif
