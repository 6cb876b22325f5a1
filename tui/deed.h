/*
 * deed.h: the actions that are the same in every panel.
 */
#ifndef LI_DEED_H
#define LI_DEED_H

#include "app.h"

/* Whether there is something to do it to, seen from the panel. */
bool deed_can(struct app *app, struct panel *panel, enum action action);
void deed_do(struct app *app, struct panel *panel, enum action action);

#endif
