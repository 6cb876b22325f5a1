/*
 * event_loop.h: runs the program on the screen, from its first frame to its last.
 */
#ifndef LI_TUI_LOOP_EVENT_LOOP_H
#define LI_TUI_LOOP_EVENT_LOOP_H

#include "tui/app/app.h"

/* Opens the screen on the context and returns when the person quits. notice: the first message,
   such as that the data is fictitious; NULL: none. LI_IO: there is no terminal. */
enum li_err event_loop_run(struct context *context, const struct app_tables *tables,
    const char *notice, struct li_error *err);

#endif
