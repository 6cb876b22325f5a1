/*
 * record_picker.h: finds a record of a kind as words are typed, or adds a new one.
 */
#ifndef LI_TUI_WIDGET_RECORD_PICKER_H
#define LI_TUI_WIDGET_RECORD_PICKER_H

#include "tui/app/panel.h"

/* words: typed already. chosen is called with the record once the panel is gone; NULL: clear the
 * field. */
struct panel *record_picker_new(struct app *app, const struct kind *kind, const char *words,
    void (*chosen)(void *arg, struct app *app, const struct id *id), void *arg);

#endif
