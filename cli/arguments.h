/*
 * arguments.h: parses the words that a shell passes into one invocation.
 */
#ifndef LI_CLI_ARGUMENTS_H
#define LI_CLI_ARGUMENTS_H

#include "cli/command.h"

/* The options of every command, indexed by enum global. */
extern const struct option_spec arguments_global[GLOBAL_COUNT];

/* Fills *line, which already holds its list of commands and what the environment or an outer line
   sets. A word that begins with '-' but is no known letter is a plain word ("-term" is a filter);
   "--" ends the options. LI_USAGE: an unknown command or option, or an option without its value.
   Free with arguments_free, after a failure too. */
enum li_err arguments_parse(
    struct invocation *line, const char *const *argv, int argc, struct li_error *err);

/* The option that a word names, "--limit" or "-o", without a value in it; NULL: it names none.
   command NULL: only the options of every command. */
const struct option_spec *arguments_find(const struct command *command, const char *word);

void arguments_free(struct invocation *line);

#endif
