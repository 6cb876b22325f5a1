/*
 * page_panel.h: a record's page, read and followed: every name on it can be opened.
 */
#ifndef LI_TUI_PAGE_PAGE_PANEL_H
#define LI_TUI_PAGE_PAGE_PANEL_H

#include "tui/app/panel.h"

struct panel *page_panel_new(struct app *app, const struct kind *kind, const struct id *id);
/* Shows another record in the same panel: the preview beside a list. NULL id: an empty page. */
void page_panel_show(
    struct panel *panel, struct app *app, const struct kind *kind, const struct id *id);

#endif
