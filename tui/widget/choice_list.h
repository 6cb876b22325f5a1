/*
 * choice_list.h: a few names to choose one of, in a frame.
 */
#ifndef LI_TUI_WIDGET_CHOICE_LIST_H
#define LI_TUI_WIDGET_CHOICE_LIST_H

#include "core/schema/kind.h"
#include "tui/app/panel.h"

/* names: NULL-terminated, static, what the field is chosen from. chosen is told the name and the panel is gone. */
struct panel *choice_list_new(const struct field *of, const char *const *names, const char *current,
    void (*chosen)(void *arg, struct app *app, const char *name), void *arg);

#endif
