/*
 * log.h: `+`: value, note, Enter. Shows what it does to the goal before it is saved.
 */
#ifndef LI_PANEL_LOG_H
#define LI_PANEL_LOG_H

#include "../../core/draft.h"
#include "panel.h"

/* draft: the key of the one to resume; NULL: the newest. NULL when the goal cannot be read; the app
 * has said why. */
struct panel *panel_log_new(struct app *app, const struct id *goal, const struct id *draft);

/* Whether a draft is one of this panel's: its id is then the goal's. */
bool panel_log_draft(const struct draft *draft);

#endif
