/*
 * frame.h: one frame of the screen: the header, the panels, the footer.
 */
#ifndef LI_TUI_LOOP_FRAME_H
#define LI_TUI_LOOP_FRAME_H

#include "tui/app/app.h"

void frame_paint(struct app *app); /* draws all of it and sends what differs */

/* The index in the stack of the lowest panel that shows: the last one that is not an overlay. */
size_t frame_base(const struct app *app);

#endif
