/*
 * page_view.h: a record's page on the screen.
 */
#ifndef LI_TUI_PAGE_PAGE_VIEW_H
#define LI_TUI_PAGE_PAGE_VIEW_H

#include "tui/page/page_model.h"

/* Draws the page, laid out for the area's width; focused: with its cursor. */
void page_view_draw(const struct page_model *model, struct area area, bool focused);

#endif
