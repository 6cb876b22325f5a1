/*
 * completion.h: what may stand where a line of words breaks off, by the tables of commands, options
 * and kinds: for completion in a shell.
 */
#ifndef LI_CLI_COMPLETION_H
#define LI_CLI_COMPLETION_H

#include "cli/command.h"
#include "cli/shell_words.h"
#include <stdio.h>

/* LINES: a word as a shell reads it, a tab, what it is, a line each. BASH: a line each, what
   readline is to put in place of what follows `kept` bytes of the word, in the quote that is open
   there. ZSH: a word, NUL, what it is, NUL. FISH: a word, a tab, what it is, NUL. */
enum completion_shell { COMPLETING_LINES, COMPLETING_BASH, COMPLETING_ZSH, COMPLETING_FISH };
struct completion_request {
    enum completion_shell shell;
    enum shell_quote quote;
    size_t kept;
};

/* Writes what the last of the words may become. A candidate that ends in '=' or ':' or ',' goes on.
   FILE behind a tab (for zsh a NUL), without a word, is the name of a file. Nothing is said of a
   line that is wrong. */
void completion_write(const struct invocation *line, const char *const *words, int count,
    const struct completion_request *form, FILE *out);

#endif
