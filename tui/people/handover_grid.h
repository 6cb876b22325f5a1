/*
 * handover_grid.h: the affiliates of a handover on the screen: a row an affiliate, a column a
 * person, and below each person's totals.
 */
#ifndef LI_TUI_PEOPLE_HANDOVER_GRID_H
#define LI_TUI_PEOPLE_HANDOVER_GRID_H

#include "core/people/handover.h"
#include "tui/app/panel.h"
#include "tui/term/screen.h"

struct handover_grid {
    struct area rows;  /* where the shares were drawn last */
    int people, width; /* where the columns of the people begin, and how wide each is */
};

/* scroll: the cursor over the shares. cursor: the keys go there. */
void handover_grid_draw(struct handover_grid *grid, struct scroll *scroll,
    const struct handover *handover, struct area area, bool cursor);

/* The person whose column is at column x of the screen; NOBODY: there is none. */
int handover_grid_person(const struct handover_grid *grid, const struct handover *handover, int x);

#endif
