/*
 * event_loop.h: the program on the screen from its first frame to its last.
 */
#ifndef LI_TUI_LOOP_EVENT_LOOP_H
#define LI_TUI_LOOP_EVENT_LOOP_H

#include "tui/app/app.h"

/* Opens the screen on the context and stays until the person leaves. handlers: ACTION_COUNT of
   them. notice: a line shown at first ("These people and goals are invented"); NULL: none. */
enum li_err event_loop_run(struct context *context, const struct app_tables *tables,
    const char *notice, struct li_error *err);

#endif
