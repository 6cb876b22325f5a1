/*
 * copying.h: records as text for the clipboard.
 */
#ifndef LI_COPYING_H
#define LI_COPYING_H

#include "app.h"

/* The marked records, or the one at hand: a line each, the columns of their list parted by tabs. */
void copying_rows(struct app *app, struct panel *panel);

/* One value of the record at hand, which the person chooses. */
void copying_cell(struct app *app, struct panel *panel);

#endif
