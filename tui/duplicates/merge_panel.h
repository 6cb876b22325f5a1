/*
 * merge_panel.h: two records side by side, merged field by field.
 */
#ifndef LI_TUI_DUPLICATES_MERGE_PANEL_H
#define LI_TUI_DUPLICATES_MERGE_PANEL_H

#include "tui/app/panel.h"

/* done (may be NULL) is called once the two are merged, or marked as not duplicates. Returns NULL
   when they can't be merged; the app has said why. */
struct panel *merge_panel_new(struct app *app, const struct kind *kind, const struct id *left,
    const struct id *right, void (*done)(void *arg, struct app *app), void *arg);

/* The same for two selected records. */
struct panel *merge_panel_of_rows(struct app *app, const struct panel_selection *two,
    void (*done)(void *arg, struct app *app), void *arg);

#endif
