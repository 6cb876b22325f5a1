/*
 * handover.h: a region's affiliates against the people who look after them in one role: changed
 * with a key each, and saved as one entry.
 */
#ifndef LI_PANEL_HANDOVER_H
#define LI_PANEL_HANDOVER_H

#include "panel.h"

/* NULL when it could not be read, which has been said. */
struct panel *panel_handover_new(struct app *app, const struct id *region);

/* Opens it on the region of what is at hand (kind NULL: nothing is), or asks which. */
void handover_open(struct app *app, const struct kind *kind, const struct id *id);

#endif
