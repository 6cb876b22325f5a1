/*
 * value_picker.h: the values of a record, to choose one.
 */
#ifndef LI_TUI_FORM_VALUE_PICKER_H
#define LI_TUI_FORM_VALUE_PICKER_H

#include "core/query/columns.h"
#include "tui/app/panel.h"

/* title must outlive the panel. chosen is called with a column and its value, as shown, once the
   panel is off the stack. Returns NULL when the record cannot be loaded; the app has said why. */
struct panel *value_picker_new(struct app *app, const struct kind *kind, const struct id *id,
    const char *title,
    void (*chosen)(struct app *app, const struct column *column, const char *value));

#endif
