/*
 * handover_internal.h: the hand-over as its two files share it: what it is made of and what its
 * keys do (handover.c), and how it is painted (handover_draw.c).
 */
#ifndef LI_PANEL_HANDOVER_INTERNAL_H
#define LI_PANEL_HANDOVER_INTERNAL_H

#include "../app.h"
#include "../edit.h"
#include "handover.h"
#include "matrix.h"

enum focus { FOCUS_DAY, FOCUS_ROLE, FOCUS_SHARES };

struct handover {
    struct panel panel;
    struct division_scope scope;
    struct division *division;
    struct scales *scales; /* for the affiliates not weighed yet; NULL: all are */
    struct named *roles;
    size_t role_count, role;
    struct edit day;
    struct matrix matrix;
    enum focus focus;
    bool all;    /* the next digit takes all that one person is to have */
    bool unkept; /* the draft is not what is to be changed */
};

/* Under the cursor; NULL: there is none. */
struct share *handover_share(const struct handover *handover);

void handover_draw(struct panel *panel, struct app *app, struct area area, bool focused);

#endif
