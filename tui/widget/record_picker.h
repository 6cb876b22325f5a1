/*
 * record_picker.h: type to find a record of a kind, or make a new one.
 */
#ifndef LI_TUI_WIDGET_RECORD_PICKER_H
#define LI_TUI_WIDGET_RECORD_PICKER_H

#include "tui/app/panel.h"

/* chosen is told the record (NULL: none, the field is to be cleared) and the panel is gone. */
struct panel *record_picker_new(struct app *app, const struct kind *kind, const char *words,
    void (*chosen)(void *arg, struct app *app, const struct id *id), void *arg);

#endif
