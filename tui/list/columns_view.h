/*
 * columns_view.h: the columns offered, on the screen.
 */
#ifndef LI_TUI_LIST_COLUMNS_VIEW_H
#define LI_TUI_LIST_COLUMNS_VIEW_H

#include "tui/app/keymap.h"
#include "tui/app/panel.h"
#include "tui/list/columns_model.h"
#include "tui/term/edit.h"

/* What is drawn; all borrowed. */
struct columns_view {
    const struct columns_model *model;
    const size_t *fits; /* places in the model of the columns that fit the words */
    size_t count;       /* of fits */
    size_t shown;       /* so many of the chosen columns find room in the list */
    struct edit *words; /* that narrow what is offered */
};

/* Draws a frame at the bottom of the area, so that the list's columns stay in sight; sets
   panel->lines. */
void columns_view_draw(const struct columns_view *view, struct panel *panel,
    const struct keymap *keys, struct area area, bool focused);

#endif
