/*
 * footer.h: the last row of the screen: the message, and the keys that do something here.
 */
#ifndef LI_TUI_LOOP_FOOTER_H
#define LI_TUI_LOOP_FOOTER_H

#include "tui/app/app.h"

void footer_paint(struct app *app, struct area screen);

/* The action whose hint is at that place of the screen; ACTION_NONE: there is none. */
enum action footer_action(struct app *app, struct area screen, int y, int x);

#endif
