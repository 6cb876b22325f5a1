/*
 * choice_list.h: the choices of a field in a frame, to choose one.
 */
#ifndef LI_TUI_WIDGET_CHOICE_LIST_H
#define LI_TUI_WIDGET_CHOICE_LIST_H

#include "core/schema/kind.h"
#include "tui/app/panel.h"

/* names: NULL-terminated, which must outlive the panel. current: the cursor begins there; may be
   none of them. chosen is called with the name once the panel is gone. */
struct panel *choice_list_new(const struct field *of, const char *const *names, const char *current,
    void (*chosen)(void *arg, struct app *app, const char *name), void *arg);

#endif
