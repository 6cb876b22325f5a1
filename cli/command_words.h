/*
 * command_words.h: commands whose first word says what they do, such as `carrier add`.
 */
#ifndef LI_CLI_COMMAND_WORDS_H
#define LI_CLI_COMMAND_WORDS_H

#include "cli/command.h"

struct command_word {
    const char *name;     /* NULL: of a line without words */
    int least, most;      /* words that it takes, its own name included; most -1: any number */
    const char *usage;    /* "add NAME folder DIR" */
    enum store_mode mode; /* how the database is opened for run */
    enum li_err (*run)(
        const struct invocation *line, struct context *context, struct li_error *err);
};

struct command_words {
    const char *takes; /* "add, list or remove": for the message about another word */
    const struct command_word *list;
    size_t count;
};
#define COMMAND_WORDS(words_) .list = (words_), .count = sizeof(words_) / sizeof *(words_)

/* The one that the line asks for. LI_USAGE: none of them, or too few or too many words for it. */
enum li_err command_words_find(const struct invocation *line, const struct command_words *words,
    const struct command_word **out, struct li_error *err);

/* Finds it, and runs it with the database open. */
enum li_err command_words_run(
    const struct invocation *line, const struct command_words *words, struct li_error *err);

#endif
