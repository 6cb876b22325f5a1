/*
 * form_view.h: a record being written as it is seen: labels, fields, what is wrong, and the help.
 */
#ifndef LI_TUI_FORM_FORM_VIEW_H
#define LI_TUI_FORM_FORM_VIEW_H

#include "tui/form/form_model.h"

struct form_view {
    int focus;    /* the slot the cursor is in */
    int first;    /* the slot the painting begins with */
    bool focused; /* the keys go there */
};

void form_view_draw(
    struct form_view *view, struct form_model *model, struct context *context, struct area area);

#endif
