/*
 * screen_commands.h: what the screen knows of the command line.
 */
#ifndef LI_CLI_SCREEN_COMMANDS_H
#define LI_CLI_SCREEN_COMMANDS_H

#include "cli/command.h"
#include "tui/app/app.h"

/* All commands, for program_run. The caller frees it, not the texts. */
struct app_command *screen_commands(const struct invocation *line);

#endif
