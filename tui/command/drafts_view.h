/*
 * drafts_view.h: the unsaved drafts on the screen.
 */
#ifndef LI_TUI_COMMAND_DRAFTS_VIEW_H
#define LI_TUI_COMMAND_DRAFTS_VIEW_H

#include "core/record/draft.h"
#include "tui/app/scroll.h"

/* What is drawn; all borrowed. */
struct drafts_view {
    struct draft *const *list;
    char *const *names; /* of the drafts */
    size_t count;
    enum date_order dates;
};

void drafts_view_draw(
    const struct drafts_view *view, struct scroll *scroll, struct area area, bool focused);

#endif
