/*
 * bulk_view.h: the fields of an action on many records, on the screen.
 */
#ifndef LI_TUI_ACTION_BULK_VIEW_H
#define LI_TUI_ACTION_BULK_VIEW_H

#include "tui/app/panel.h"
#include "tui/form/form_field.h"

/* What is drawn; all borrowed. */
struct bulk_view {
    const char *title; /* "Set a field of": the records follow */
    const char *help;  /* below the fields */
    const struct panel_selection *selection;
    struct form_field *fields;
    int count, focus;     /* of the fields; the one being typed in */
    bool second_is_value; /* the second is labeled so, whatever field it is of */
};

/* Draws a frame in the middle of the area, as high as its fields. */
void bulk_view_draw(
    const struct bulk_view *view, struct context *context, struct area area, bool focused);

#endif
