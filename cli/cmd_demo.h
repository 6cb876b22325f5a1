/*
 * cmd_demo.h: the `demo` command, which a first start offers too.
 */
#ifndef LI_CLI_CMD_DEMO_H
#define LI_CLI_CMD_DEMO_H

#include "cli/command.h"

extern const struct command command_demo;

#endif
