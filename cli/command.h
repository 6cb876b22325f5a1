/*
 * command.h: what a subcommand is: one file each, exporting one const struct command. main.c lists
 * them.
 */
#ifndef LI_COMMAND_H
#define LI_COMMAND_H

#include "../core/liaise.h"
#include <stdio.h>

struct option_spec {
    const char *name;  /* "limit": written --limit */
    char letter;       /* 'o': written -o as well; 0: none */
    const char *value; /* "N"; NULL: a switch */
    const char *help;
};

enum { COMMAND_OPTIONS = 12 };

/* What main.c has read of the line. values run parallel to the command's options; NULL: not given;
   a switch given holds "". An option may be given again (--map): see command_option_all. */
struct invocation {
    const struct command *command;
    const char *db, *config, *as; /* global; db and config with their defaults, never NULL */
    day_t today;                  /* DAY_NONE: the clock's */
    day_t as_of;                  /* DAY_NONE: now. Set by `as-of` */
    const char *values[COMMAND_OPTIONS];
    const char *const *words; /* all that is no option, in order */
    int word_count;
    char **argv; /* the command's own arguments, for options given several times */
    int argc;
};

struct command {
    const char *name;
    const char *arguments; /* "KIND REF FIELD=VALUE..." */
    const char *help;      /* one line */
    const struct option_spec *options;
    int option_count;
    int least, most; /* words it takes; most -1: any number */
    bool reads_only; /* can be run as of a day */
    /* The exit status comes from the error: 0 done, 1 refused or failed, 2 wrong usage, LI_NONE,
     * LI_SEVERAL. */
    enum li_err (*run)(const struct invocation *invocation, struct li_error *err);
};

extern const struct command *const commands[];
extern const int command_count;

/* The value of the option of that name, NULL when it was not given. */
const char *command_option(const struct invocation *invocation, const char *name);
/* The nth (from 0) value given for it, NULL past the last. */
const char *command_option_all(const struct invocation *invocation, const char *name, int nth);

/* Opens the database the invocation speaks of (as of its day). The caller closes it. Mistakes in
   the settings go to standard error. */
enum li_err command_open(const struct invocation *invocation, enum store_mode mode, struct li **out,
    struct li_error *err);

/* Standard output, or the file of -o (written beside and renamed when closed). */
enum li_err command_output(const struct invocation *invocation, FILE **out, struct li_error *err);
enum li_err command_output_end(
    const struct invocation *invocation, FILE *out, struct li_error *err);

#endif
