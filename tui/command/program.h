/*
 * program.h: the program on the screen, put together: its panels and what does its actions.
 */
#ifndef LI_TUI_COMMAND_PROGRAM_H
#define LI_TUI_COMMAND_PROGRAM_H

#include "tui/app/app.h"

/* Opens the screen on the context and stays until the person leaves. commands: the
   command line's, which the palette names. notice: a line shown at first
   ("These people and goals are invented"); NULL: none. */
enum li_err program_run(struct context *context, const struct app_command *commands,
    const char *notice, struct li_error *err);

#endif
