/*
 * completion.h: shell completion: what the last word of a line may become, from the tables of
 * commands, options and kinds.
 */
#ifndef LI_CLI_COMPLETION_H
#define LI_CLI_COMPLETION_H

#include "cli/command.h"
#include "cli/shell_words.h"
#include <stdio.h>

/* How candidates are written. LINES: a quoted word, a tab, its help, one a line. BASH: one a line,
   what readline puts after `kept` bytes of the word, in the quote open there. ZSH: word, NUL, help,
   NUL. FISH: word, tab, help, NUL. */
enum completion_shell { COMPLETING_LINES, COMPLETING_BASH, COMPLETING_ZSH, COMPLETING_FISH };
struct completion_request {
    enum completion_shell shell;
    enum shell_quote quote;
    size_t kept;
};

/* Writes what the last of the words may become. After a candidate that ends in '=', ':' or ',' more
   follows. FILE after a tab (for zsh a NUL), with no word, stands for file names. A line with a
   mistake gets no candidates. */
void completion_write(const struct invocation *line, const char *const *words, int count,
    const struct completion_request *request, FILE *out);

#endif
