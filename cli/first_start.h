/*
 * first_start.h: what a person is offered where there is no database yet: a new one, a new one with
 * the records of a file, the sample data, or a team to join.
 */
#ifndef LI_CLI_FIRST_START_H
#define LI_CLI_FIRST_START_H

#include "cli/command.h"

/* Asks on the terminal, and does it. *opens: there is a database now, to be opened. */
enum li_err first_start(
    const struct invocation *line, const char *path, bool *opens, struct li_error *err);

#endif
