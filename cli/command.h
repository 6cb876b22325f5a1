/*
 * command.h: what a subcommand is, and what all of them need. Each is one file, cmd_NAME.c, that
 * exports const struct command command_NAME; commands.c lists them.
 */
#ifndef LI_CLI_COMMAND_H
#define LI_CLI_COMMAND_H

#include "core/context/context.h"
#include "core/record/record.h"

struct option_spec {
    const char *name;  /* "limit": written --limit 5 or --limit=5 */
    char letter;       /* 'o': written -o FILE as well; 0: none */
    const char *value; /* what help calls its value: "N"; NULL: a switch, whose value is "" */
    const char *help;
};

struct option_given {
    const struct option_spec *spec;
    const char *value;
};

/* Options every command takes, before its name or after it. */
enum global { GLOBAL_DB, GLOBAL_CONFIG, GLOBAL_AS, GLOBAL_TODAY, GLOBAL_HELP, GLOBAL_VERSION };
enum { GLOBAL_COUNT = GLOBAL_VERSION + 1 };

/* One command line, parsed. */
struct invocation {
    const struct command *const *commands; /* all there are, up to a NULL */
    const struct command *command;         /* NULL: none, which opens the screen */
    const char *global[GLOBAL_COUNT];      /* NULL: neither given nor in the environment */
    const char *usual_config;     /* the settings file, if it exists and no other is named */
    day_t today;                  /* DAY_NONE: the clock's */
    day_t as_of;                  /* DAY_NONE: now; set by `as-of` */
    struct option_given *options; /* the command's own, as given */
    int option_count;
    const char **words; /* all that is no option, in order */
    int word_count;
};

struct command {
    const char *name;
    const char *arguments; /* "KIND REF FIELD=VALUE..." */
    const char *help;      /* one line */
    const char *details;   /* what `liaise NAME --help` adds; NULL: nothing */
    const struct option_spec *options;
    int option_count;
    int least, most;  /* words it takes; most -1: any number */
    const char *done; /* "Added": what it did, to say so if the answer cannot be written; NULL:
                         nothing that lasts */
    bool reads;       /* never writes a record: can be run as of a day */
    bool wraps;       /* what follows its first word is another command's line */
    /* LI_OK ends with status 0; LI_USAGE, LI_NONE and LI_SEVERAL with 2; the rest with 1. A message
       left empty has been said already. */
    enum li_err (*run)(const struct invocation *line, struct li_error *err);
};

/* Options that several commands take. */
/* clang-format off */
#define COMMAND_OPTION_FORMAT \
    {"format", 0, "FORMAT", "table, csv, tsv, json, jsonl or md (default: table)."}
#define COMMAND_OPTION_OUTPUT {"output", 'o', "FILE", "Write to a file instead of the screen."}
/* clang-format on */

#define COMMAND_OPTIONS(table) .options = (table), .option_count = sizeof(table) / sizeof *(table)

/* The command of that name among the line's. LI_USAGE names the nearest. */
enum li_err command_parse(const struct invocation *line, const char *name,
    const struct command **out, struct li_error *err);

/* LI_REFUSED, with what to run instead, unless a person sits at a terminal. */
enum li_err command_needs_terminal(const char *instead, struct li_error *err);

/* The value of the option of that name, "" for a switch: the last given, or the nth from 0. NULL:
   not given. */
const char *command_option(const struct invocation *line, const char *name);
const char *command_option_nth(const struct invocation *line, const char *name, int nth);
/* The same; usual if not given. */
const char *command_option_or(const struct invocation *line, const char *name, const char *usual);

/* Its value as a whole number; *out is left alone if it was not given. */
enum li_err command_number(
    const struct invocation *line, const char *name, int64_t *out, struct li_error *err);

/* Its value as a day, as a person types one; today if it was not given. */
enum li_err command_day(
    const struct invocation *line, const char *name, day_t *out, struct li_error *err);

/* The order of the dates that a person types, by the settings. */
enum date_order command_dates(const struct invocation *line);

/* The words from one up to, not including, another, with blanks between. The caller frees it. */
char *command_words(const struct invocation *line, int from, int to);

/* Today, for this line. */
day_t command_today(const struct invocation *line);

/* The path of the database, which may not exist yet. LI_USAGE: none is known. */
enum li_err command_path(const struct invocation *line, const char **out, struct li_error *err);

/* Opens the database, as of the line's day if it has one, with a meter if that takes long. The
   caller closes it. */
enum li_err command_open(const struct invocation *line, enum store_mode mode, struct context **out,
    struct li_error *err);

/* The record that ref names; an archived one if no other fits. LI_SEVERAL: they are listed on
   standard error, and the message is left empty. */
enum li_err command_find(struct context *context, const struct kind *kind, const char *ref,
    struct id *out, struct li_error *err);

/* Opens the database and finds the records that the first words name, one of each kind in named. On
   success the caller closes *context. */
enum li_err command_open_named(const struct invocation *line, enum store_mode mode,
    const struct kind *const *named, int count, struct context **context, struct id *ids,
    struct li_error *err);

/* Opens the database and finds the record that the words name: first its kind, then its name up to,
   not including, the word `to`. On success the caller closes *context. */
enum li_err command_open_record(const struct invocation *line, enum store_mode mode, int to,
    struct context **context, const struct kind **kind, struct id *id, struct li_error *err);

/* One line on standard error; text on standard output. Both are made safe for a terminal. */
void command_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
void command_answer(const char *text);

/* The settings, read without a database. The caller frees them. Then what is wrong in their file,
   on standard error. */
void command_settings(const struct invocation *line, struct settings *out);
void command_mistakes(const struct settings *settings);

#endif
