/*
 * choices.h: a few names to choose one of, in a frame.
 */
#ifndef LI_PANEL_CHOICES_H
#define LI_PANEL_CHOICES_H

#include "panel.h"

/* names: NULL-terminated, static. chosen is told the name and the panel is gone. */
struct panel *panel_choices_new(const char *title, const char *const *names, const char *current,
    void (*chosen)(void *arg, struct app *app, const char *name), void *arg);

#endif
