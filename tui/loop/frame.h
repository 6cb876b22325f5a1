/*
 * frame.h: one frame of the screen: the header, the panels, the footer.
 */
#ifndef LI_TUI_LOOP_FRAME_H
#define LI_TUI_LOOP_FRAME_H

#include "tui/app/app.h"

void frame_paint(struct app *app);

/* The first panel from the bottom that can be seen: the last full-size one. */
size_t frame_base(const struct app *app);

#endif
