/*
 * page.h: a record's page, read and followed: every name on it can be opened.
 */
#ifndef LI_PANEL_PAGE_H
#define LI_PANEL_PAGE_H

#include "panel.h"

struct panel *panel_page_new(struct app *app, const struct kind *kind, const struct id *id);
/* Shows another record in the same panel: the preview beside a list. NULL id: an empty page. */
void panel_page_show(
    struct panel *panel, struct app *app, const struct kind *kind, const struct id *id);

#endif
