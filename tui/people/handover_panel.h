/*
 * handover_panel.h: the affiliates of a region, or what a person has, against the people who look
 * after them in one role: changed with a key each, and saved as one entry.
 */
#ifndef LI_TUI_PEOPLE_HANDOVER_PANEL_H
#define LI_TUI_PEOPLE_HANDOVER_PANEL_H

#include "core/people/handover.h"
#include "tui/app/panel.h"

/* NULL when it could not be read, which has been said. */
struct panel *handover_panel_new(struct app *app, const struct handover_scope *scope);

/* Opens it on what is at hand (handover_scope; kind NULL: nothing is), or asks for a region. */
void handover_open(struct app *app, const struct kind *kind, const struct id *id);

#endif
