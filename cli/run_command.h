/*
 * run_command.h: runs the command of a line, or answers --help and --version instead.
 */
#ifndef LI_CLI_RUN_COMMAND_H
#define LI_CLI_RUN_COMMAND_H

#include "cli/command.h"

/* The line has a command, unless it asks for help or the version. LI_USAGE: too few words for the
   command, or too many. */
enum li_err run_command(const struct invocation *line, struct li_error *err);

#endif
