/*
 * commands.h: the list of every subcommand.
 */
#ifndef LI_CLI_COMMANDS_H
#define LI_CLI_COMMANDS_H

#include "cli/command.h"

/* In the order in which help shows them, up to a NULL. */
extern const struct command *const commands_all[];

#endif
