/*
 * handover_panel.h: hands over a region's or a person's affiliates: who has them in one role,
 * changed with a key each and saved as one entry.
 */
#ifndef LI_TUI_PEOPLE_HANDOVER_PANEL_H
#define LI_TUI_PEOPLE_HANDOVER_PANEL_H

#include "core/people/handover.h"
#include "tui/app/panel.h"

/* NULL when it cannot be loaded; the app has said why. */
struct panel *handover_panel_new(struct app *app, const struct handover_scope *scope);

/* Opens it for the region, person or affiliate that handover_scope finds for the record (kind NULL:
   there is none), else asks for a region. */
void handover_panel_open(struct app *app, const struct kind *kind, const struct id *id);

#endif
