/*
 * run_screen.h: from the shell to the screen: what `liaise` without a command does.
 */
#ifndef LI_CLI_RUN_SCREEN_H
#define LI_CLI_RUN_SCREEN_H

#include "cli/command.h"

/* Opens the screen; when there is no database yet, asks first whether to make one. */
enum li_err run_screen(const struct invocation *line, struct li_error *err);

/* LI_REFUSED, with what to run instead, unless a person sits at a terminal. */
enum li_err run_screen_needs_terminal(const char *instead, struct li_error *err);

#endif
