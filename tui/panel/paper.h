/*
 * paper.h: a record being written as it is seen: labels, fields, what is wrong, and the help.
 */
#ifndef LI_PANEL_PAPER_H
#define LI_PANEL_PAPER_H

#include "writing.h"

struct paper {
    int focus;    /* the slot the cursor is in */
    int first;    /* the slot the painting begins with */
    bool focused; /* the keys go there */
};

void paper_draw(struct paper *paper, struct writing *writing, struct li *li, struct area area);

#endif
