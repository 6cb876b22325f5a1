/*
 * program.h: puts the program on the screen together: its panels and the handlers of its actions.
 */
#ifndef LI_TUI_COMMAND_PROGRAM_H
#define LI_TUI_COMMAND_PROGRAM_H

#include "tui/app/app.h"

/* Opens the screen on the context and returns when the person quits. commands: of the command line,
   for the palette. notice: the first message; NULL: none. */
enum li_err program_run(struct context *context, const struct app_command *commands,
    const char *notice, struct li_error *err);

#endif
