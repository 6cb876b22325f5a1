/*
 * merge_view.h: two records side by side on the screen, about to be merged.
 */
#ifndef LI_TUI_DUPLICATES_MERGE_VIEW_H
#define LI_TUI_DUPLICATES_MERGE_VIEW_H

#include "tui/app/panel.h"
#include "tui/duplicates/merge_model.h"

/* Draws the records into the area; sets panel->lines to where the fields are, and brings its cursor
   into sight. The model must have a field. */
void merge_view_draw(struct merge_model *model, struct panel *panel, struct context *context,
    struct area area, bool focused);

/* The side drawn at column x of the screen, in that area; MERGE_BOTH: the labels. */
enum merge_records_side merge_view_side(const struct merge_model *model, struct area area, int x);

#endif
