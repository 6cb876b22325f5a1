/*
 * help.h: what `--help` says, made from the tables of commands and options.
 */
#ifndef LI_CLI_HELP_H
#define LI_CLI_HELP_H

#include "cli/command.h"

void help_all(void);
void help_command(const struct command *command);

#endif
