/*
 * arguments.c: from the words a shell hands over to one invocation.
 */
#include "cli/arguments.h"
#include "core/base/text.h"
#include "data/base/memory.h"
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

/* What is being read. */
struct reader {
    struct invocation *line;
    const char *const *argv;
    int argc, at;
    bool words_only; /* after "--", or where another command's line begins */
};

static const struct option_spec *arguments_spec_find(
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
static const struct option_spec *arguments_option_find(
    const struct command *command, const char *name, size_t length)
{
    const struct option_spec *own =
        command ? arguments_spec_find(command->options, command->option_count, name, length) : NULL;
    return own ? own : arguments_spec_find(arguments_global, GLOBAL_COUNT, name, length);
}

const struct option_spec *arguments_option(const struct command *command, const char *word)
{
    size_t length = strlen(word);
    if (length > 3 && word[0] == '-' && word[1] == '-')
        return arguments_option_find(command, word + 2, length - 2);
    return length == 2 && word[0] == '-' ? arguments_option_find(command, word + 1, 1) : NULL;
}

static bool arguments_is_option(const struct reader *reader, const char *word)
{
    if (reader->words_only || word[0] != '-')
        return false;
    return word[1] == '-' ||
           (word[1] && !word[2] && arguments_option_find(reader->line->command, word + 1, 1));
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
    enum li_err result =
        near ? li_fail(err, LI_USAGE, "There is no option --%s; did you mean --%s?", given, near)
             : li_fail(err, LI_USAGE, "There is no option --%s here; see `liaise%s%s --help`.",
                   given, line->command ? " " : "", line->command ? line->command->name : "");
    free(given);
    return result;
}

static void arguments_keep_option(
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

/* The option at hand, with its value after '=' or as the next word. */
static enum li_err arguments_read_option(struct reader *reader, struct li_error *err)
{
    const char *word = reader->argv[reader->at];
    const char *name = word[1] == '-' ? word + 2 : word + 1;
    size_t length = strcspn(name, "=");
    const char *value = name[length] == '=' ? name + length + 1 : NULL;
    bool is_long = word[1] == '-';
    const struct option_spec *spec =
        is_long && length < 2 ? NULL : arguments_option_find(reader->line->command, name, length);
    if (!spec)
        return arguments_unknown_option(reader->line, name, length, err);
    if (!spec->value && value)
        return li_fail(err, LI_USAGE, "--%s takes no value.", spec->name);
    if (!spec->value)
        value = "";
    if (!value && reader->at + 1 < reader->argc)
        value = reader->argv[++reader->at];
    if (!value)
        return li_fail(
            err, LI_USAGE, "--%s needs a value: --%s %s.", spec->name, spec->name, spec->value);
    arguments_keep_option(reader->line, spec, value);
    return LI_OK;
}

static enum li_err arguments_read_word(struct reader *reader, struct li_error *err)
{
    struct invocation *line = reader->line;
    const char *word = reader->argv[reader->at];
    if (!line->command)
        return command_read(word, &line->command, err);
    line->words[line->word_count++] = word;
    reader->words_only = reader->words_only || line->command->wraps;
    return LI_OK;
}

enum li_err arguments_read(
    struct invocation *line, const char *const *argv, int argc, struct li_error *err)
{
    struct reader reader = {.line = line, .argv = argv, .argc = argc};
    line->words = li_calloc((size_t)argc + 1, sizeof *line->words);
    enum li_err result = LI_OK;
    for (; reader.at < argc && result == LI_OK; reader.at++) {
        const char *word = argv[reader.at];
        if (!reader.words_only && strcmp(word, "--") == 0)
            reader.words_only = true;
        else if (arguments_is_option(&reader, word))
            result = arguments_read_option(&reader, err);
        else
            result = arguments_read_word(&reader, err);
    }
    const char *today = line->global[GLOBAL_TODAY];
    if (result == LI_OK && today && date_read(today, date_now(), &line->today, err) != LI_OK)
        result = LI_USAGE;
    return result;
}

void arguments_free(struct invocation *line)
{
    free(line->words);
    free(line->options);
}
