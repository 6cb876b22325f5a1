/*
 * log_panel.h: `+`: value, note, Enter. Shows what it does to the goal before it is saved.
 */
#ifndef LI_TUI_LOG_LOG_PANEL_H
#define LI_TUI_LOG_LOG_PANEL_H

#include "core/record/draft.h"
#include "tui/app/panel.h"

/* draft: the key of the one to resume; NULL: the newest. Returns NULL when the goal can't be
   loaded; the app has said why. */
struct panel *log_panel_new(struct app *app, const struct id *goal, const struct id *draft);

/* Whether a draft is one of this panel's; its id is then the goal's. */
bool log_panel_draft(const struct draft *draft);

#endif
