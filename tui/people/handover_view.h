/*
 * handover_view.h: a handover being prepared, on the screen.
 */
#ifndef LI_TUI_PEOPLE_HANDOVER_VIEW_H
#define LI_TUI_PEOPLE_HANDOVER_VIEW_H

#include "tui/app/app.h"
#include "tui/people/handover_grid.h"
#include "tui/people/handover_model.h"

enum handover_focus { HANDOVER_DATE, HANDOVER_ROLE, HANDOVER_SHARES };

struct handover_view {
    struct handover_grid grid;
    enum handover_focus focus; /* where the keys go */
};

/* Draws all of it into the area; sets panel->lines to where the affiliates are, and brings the
   panel's cursor into sight. */
void handover_view_draw(struct handover_view *view, struct handover_model *model,
    struct panel *panel, const struct app *app, struct area area, bool focused);

#endif
