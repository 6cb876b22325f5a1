/*
 * merge_panel.h: two records side by side, made one field by field.
 */
#ifndef LI_TUI_DUPLICATES_MERGE_PANEL_H
#define LI_TUI_DUPLICATES_MERGE_PANEL_H

#include "tui/app/panel.h"

/* done is told once the two are merged, or told apart; NULL: nobody. NULL, after saying why, where
   the two cannot be merged. */
struct panel *merge_panel_new(struct app *app, const struct kind *kind, const struct id *left,
    const struct id *right, void (*done)(void *arg, struct app *app), void *arg);

/* The same of two records by their rows. */
struct panel *merge_panel_of(
    struct app *app, const struct taken *two, void (*done)(void *arg, struct app *app), void *arg);

#endif
