/*
 * secret_line.h: words that must not be on a command line, read from standard input.
 */
#ifndef LI_CLI_SECRET_LINE_H
#define LI_CLI_SECRET_LINE_H

#include "data/base/error.h"

/* One line; a terminal is asked for it by prompt. The caller overwrites and frees *out. LI_USAGE:
   there is none. */
enum li_err secret_line_read(const char *prompt, char **out, struct li_error *err);
void secret_line_free(char *line); /* NULL is allowed */

#endif
