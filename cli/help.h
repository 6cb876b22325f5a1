/*
 * help.h: writes `--help` from the tables of commands and options.
 */
#ifndef LI_CLI_HELP_H
#define LI_CLI_HELP_H

#include "cli/command.h"

/* On standard output: the list of commands (up to a NULL), or one command in detail. */
void help_all(const struct command *const *commands);
void help_command(const struct command *command);

#endif
