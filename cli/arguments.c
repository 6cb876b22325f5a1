/*
 * arguments.c: parses the words that a shell passes into one invocation.
 */
#include "cli/arguments.h"
#include "core/base/date_typed.h"
#include "core/base/text.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

const struct option_spec arguments_global[GLOBAL_COUNT] = {
    [GLOBAL_DB] = {"db", 0, "FILE", "Database file (LIAISE_DB)."},
    [GLOBAL_CONFIG] = {"config", 0, "FILE", "Settings file (LIAISE_CONFIG)."},
    [GLOBAL_AS] = {"as", 0, "NAME", "Your name, as shown in the history."},
    [GLOBAL_TODAY] = {"today", 0, "DAY", "Date to use as today (LIAISE_TODAY)."},
    [GLOBAL_HELP] = {"help", 'h', NULL, "Show help."},
    [GLOBAL_VERSION] = {"version", 0, NULL, "Show version."},
};

/* How far parsing has come. */
struct arguments_parser {
    struct invocation *line;
    const char *const *argv;
    int argc, at;
    bool words_only; /* after "--", or where another command's line begins */
};

static const struct option_spec *arguments_find_spec(
    const struct option_spec *specs, int count, const char *name, size_t length)
{
    for (int i = 0; i < count; i++) {
        const struct option_spec *spec = &specs[i];
        bool named = strlen(spec->name) == length && strncmp(spec->name, name, length) == 0;
        if (named || (length == 1 && spec->letter == name[0]))
            return spec;
    }
    return NULL;
}

/* A command's own option, else one of every command's. A name of one letter is never a long one. */
static const struct option_spec *arguments_find_option(
    const struct command *command, const char *name, size_t length)
{
    const struct option_spec *own =
        command ? arguments_find_spec(command->options, command->option_count, name, length) : NULL;
    return own ? own : arguments_find_spec(arguments_global, GLOBAL_COUNT, name, length);
}

const struct option_spec *arguments_find(const struct command *command, const char *word)
{
    assert(word); /* command may be NULL */
    size_t length = strlen(word);
    if (length > 3 && word[0] == '-' && word[1] == '-')
        return arguments_find_option(command, word + 2, length - 2);
    return length == 2 && word[0] == '-' ? arguments_find_option(command, word + 1, 1) : NULL;
}

static bool arguments_is_option(const struct arguments_parser *parser, const char *word)
{
    if (parser->words_only || word[0] != '-')
        return false;
    return word[1] == '-' ||
           (word[1] && !word[2] && arguments_find_option(parser->line->command, word + 1, 1));
}

static enum li_err arguments_unknown_option(
    const struct invocation *line, const char *name, size_t length, struct li_error *err)
{
    const char *names[GLOBAL_COUNT + 16];
    size_t count = 0;
    for (int i = 0; line->command && i < line->command->option_count; i++)
        names[count++] = line->command->options[i].name;
    for (int i = 0; i < GLOBAL_COUNT; i++)
        names[count++] = arguments_global[i].name;
    char *given = li_strndup(name, length);
    const char *near = text_nearest(given, names, count);
    enum li_err code =
        near ? li_fail(err, LI_USAGE, "There is no option --%s; did you mean --%s?", given, near)
             : li_fail(err, LI_USAGE, "There is no option --%s here; see `liaise%s%s --help`.",
                   given, line->command ? " " : "", line->command ? line->command->name : "");
    free(given);
    return code;
}

static void arguments_add_option(
    struct invocation *line, const struct option_spec *spec, const char *value)
{
    if (spec >= arguments_global && spec < arguments_global + GLOBAL_COUNT) {
        line->global[spec - arguments_global] = value;
        return;
    }
    size_t count = (size_t)line->option_count;
    line->options = li_realloc(line->options, count + 1, sizeof *line->options);
    line->options[line->option_count++] = (struct option_given){spec, value};
}

/* The option at argv[at], with its value after '=' or as the next word. */
static enum li_err arguments_parse_option(struct arguments_parser *parser, struct li_error *err)
{
    const char *word = parser->argv[parser->at];
    const char *name = word[1] == '-' ? word + 2 : word + 1;
    size_t length = strcspn(name, "=");
    const char *value = name[length] == '=' ? name + length + 1 : NULL;
    bool is_long = word[1] == '-';
    const struct option_spec *spec =
        is_long && length < 2 ? NULL : arguments_find_option(parser->line->command, name, length);
    if (!spec)
        return arguments_unknown_option(parser->line, name, length, err);
    if (!spec->value && value)
        return li_fail(err, LI_USAGE, "--%s takes no value.", spec->name);
    if (!spec->value)
        value = "";
    if (!value && parser->at + 1 < parser->argc)
        value = parser->argv[++parser->at];
    if (!value)
        return li_fail(
            err, LI_USAGE, "--%s needs a value: --%s %s.", spec->name, spec->name, spec->value);
    arguments_add_option(parser->line, spec, value);
    return LI_OK;
}

static enum li_err arguments_parse_word(struct arguments_parser *parser, struct li_error *err)
{
    struct invocation *line = parser->line;
    const char *word = parser->argv[parser->at];
    if (!line->command)
        return command_parse(line, word, &line->command, err);
    line->words[line->word_count++] = word;
    parser->words_only = parser->words_only || line->command->wraps;
    return LI_OK;
}

enum li_err arguments_parse(
    struct invocation *line, const char *const *argv, int argc, struct li_error *err)
{
    assert(line->commands && !line->words && !line->options && argc >= 0);
    struct arguments_parser parser = {.line = line, .argv = argv, .argc = argc};
    line->words = li_calloc((size_t)argc + 1, sizeof *line->words);
    enum li_err code = LI_OK;
    for (; parser.at < argc && !code; parser.at++) {
        const char *word = argv[parser.at];
        if (!parser.words_only && strcmp(word, "--") == 0)
            parser.words_only = true;
        else if (arguments_is_option(&parser, word))
            code = arguments_parse_option(&parser, err);
        else
            code = arguments_parse_word(&parser, err);
    }
    const char *today = line->global[GLOBAL_TODAY];
    if (!code && today && date_typed_parse(today, date_now(), DATE_ISO, &line->today, err))
        code = LI_USAGE;
    return code;
}

void arguments_free(struct invocation *line)
{
    assert(line);
    free(line->words);
    free(line->options);
}
