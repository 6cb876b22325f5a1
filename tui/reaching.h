/*
 * reaching.h: contacts from whatever panel is on top: one logged, a follow-up done.
 */
#ifndef LI_REACHING_H
#define LI_REACHING_H

#include "app.h"

bool reaching_can(struct app *app, struct panel *panel);
void reaching_log(struct app *app, struct panel *panel);

bool reaching_can_follow(struct app *app, struct panel *panel);
void reaching_follow(struct app *app, struct panel *panel);

#endif
