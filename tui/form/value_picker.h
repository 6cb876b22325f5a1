/*
 * value_picker.h: what is known of one record, to take one value of it.
 */
#ifndef LI_TUI_FORM_VALUE_PICKER_H
#define LI_TUI_FORM_VALUE_PICKER_H

#include "core/query/columns.h"
#include "tui/app/panel.h"

/* chosen is told the value and its column; the panel is gone from the stack by then. NULL when the
   record cannot be read, which has been said. */
struct panel *value_picker_new(struct app *app, const struct kind *kind, const struct id *id,
    const char *title,
    void (*chosen)(struct app *app, const struct column *column, const char *value));

#endif
