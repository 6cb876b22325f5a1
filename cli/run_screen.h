/*
 * run_screen.h: what `liaise` does without a command.
 */
#ifndef LI_CLI_RUN_SCREEN_H
#define LI_CLI_RUN_SCREEN_H

#include "cli/command.h"

/* Opens the screen. Where there is no database yet, offers to create one. */
enum li_err run_screen(const struct invocation *line, struct li_error *err);

#endif
