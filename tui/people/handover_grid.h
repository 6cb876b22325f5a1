/*
 * handover_grid.h: a handover on the screen: a line an affiliate, a column a person, and below what
 * each of them would look after.
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

/* scroll: over the shares. cursor: whether the line under the cursor has the keys. */
void handover_grid_draw(struct handover_grid *grid, struct scroll *scroll,
    const struct handover *handover, struct area area, bool cursor);

/* The person whose column is at that x of the screen; NOBODY: none's. */
int handover_grid_person(const struct handover_grid *grid, const struct handover *handover, int x);

#endif
