/*
 * arguments.h: from the words a shell hands over to one invocation.
 */
#ifndef LI_CLI_ARGUMENTS_H
#define LI_CLI_ARGUMENTS_H

#include "cli/command.h"

/* The options of every command, indexed by enum global. */
extern const struct option_spec arguments_global[GLOBAL_COUNT];

/* Fills *line, which holds what is known already: the environment, or an outer line's options. A
   word that begins with one '-' and is no declared letter is a word ("-term" means not); "--" ends
   the options. Free with arguments_free, after a failure too. */
enum li_err arguments_read(
    struct invocation *line, const char *const *argv, int argc, struct li_error *err);
/* The option that a word names, "--limit" or "-o", without a value in it; NULL: it names none. */
const struct option_spec *arguments_option(const struct command *command, const char *word);

void arguments_free(struct invocation *line);

#endif
