/*
 * batch.h: the few fields that an action on many records asks for, in a frame: which field gets
 * which value, who is assigned as what, what file is written.
 */
#ifndef LI_PANEL_BATCH_H
#define LI_PANEL_BATCH_H

#include "../app.h"

/* They take over taken->rows. */
struct panel *panel_batch_set(struct app *app, const struct taken *taken);
struct panel *panel_batch_assign(struct app *app, const struct taken *taken);
struct panel *panel_batch_export(struct app *app, const struct taken *taken);

#endif
