/*
 * conflicts_view.h: how conflicting edits are drawn: a line for each, and below them the one under
 * the cursor in full.
 */
#ifndef LI_TUI_SYNC_CONFLICTS_VIEW_H
#define LI_TUI_SYNC_CONFLICTS_VIEW_H

#include "tui/app/app.h"
#include "tui/sync/conflicts_model.h"

/* Where the lines are. */
struct area conflicts_view_lines(struct area area);

void conflicts_view_draw(struct panel *panel, const struct conflicts_model *model,
    struct context *context, struct area area, bool focused);

#endif
