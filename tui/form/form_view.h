/*
 * form_view.h: a record being edited, on the screen: labels, fields, errors, and the help.
 */
#ifndef LI_TUI_FORM_FORM_VIEW_H
#define LI_TUI_FORM_FORM_VIEW_H

#include "tui/form/form_model.h"

struct form_view {
    int focus;    /* the field with the cursor */
    int first;    /* the first field on the screen */
    bool focused; /* the keys go to the form */
};

/* Draws the fields, scrolled so that the one with the cursor shows; sets the area of each. */
void form_view_draw(
    struct form_view *view, struct form_model *model, struct context *context, struct area area);

#endif
