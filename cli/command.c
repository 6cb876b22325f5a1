/*
 * command.c: what all subcommands need: options, the database, records by name, messages.
 */
#include "cli/command.h"
#include "cli/progress_meter.h"
#include "core/base/date_typed.h"
#include "core/base/text.h"
#include "core/open.h"
#include "core/query/lookup.h"
#include "data/base/disk.h"
#include "data/base/memory.h"
#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum li_err command_parse(const struct invocation *line, const char *name,
    const struct command **out, struct li_error *err)
{
    assert(line && name && out);
    size_t count = 0;
    *out = NULL;
    while (line->commands[count])
        count++;
    const char **names = li_calloc(count, sizeof *names);
    for (size_t i = 0; i < count; i++) {
        names[i] = line->commands[i]->name;
        if (strcmp(name, names[i]) == 0)
            *out = line->commands[i];
    }
    const char *near = *out ? NULL : text_nearest(name, names, count);
    free(names);
    if (*out)
        return LI_OK;
    return near ? li_fail(err, LI_USAGE, "There is no command \"%s\"; did you mean %s?", name, near)
                : li_fail(err, LI_USAGE, "There is no command \"%s\"; see `liaise help`.", name);
}

enum li_err command_needs_terminal(const char *instead, struct li_error *err)
{
    if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
        return LI_OK;
    return li_fail(err, LI_REFUSED, "The screen needs a terminal; %s.", instead);
}

const char *command_option_nth(const struct invocation *line, const char *name, int nth)
{
    assert(line && name && nth >= 0);
    for (int i = 0; i < line->option_count; i++) {
        if (strcmp(line->options[i].spec->name, name) == 0 && nth-- == 0)
            return line->options[i].value;
    }
    return NULL;
}

const char *command_option(const struct invocation *line, const char *name)
{
    assert(line && name);
    const char *last = NULL, *value;
    for (int i = 0; (value = command_option_nth(line, name, i)) != NULL; i++)
        last = value;
    return last;
}

const char *command_option_or(const struct invocation *line, const char *name, const char *usual)
{
    assert(line && name);
    const char *value = command_option(line, name);
    return value ? value : usual;
}

enum li_err command_number(
    const struct invocation *line, const char *name, int64_t *out, struct li_error *err)
{
    assert(line && name && out);
    const char *value = command_option(line, name);
    if (!value)
        return LI_OK;
    char *end;
    errno = 0;
    long long number = strtoll(value, &end, 10);
    if (errno || end == value || *end || number < 0)
        return li_fail(err, LI_USAGE, "--%s takes a whole number, not \"%s\".", name, value);
    *out = number;
    return LI_OK;
}

enum li_err command_day(
    const struct invocation *line, const char *name, day_t *out, struct li_error *err)
{
    assert(line && name && out);
    const char *value = command_option(line, name);
    *out = command_today(line);
    return value ? date_typed_parse(value, *out, command_dates(line), out, err) : LI_OK;
}

enum date_order command_dates(const struct invocation *line)
{
    struct settings settings;
    command_settings(line, &settings);
    enum date_order dates = setting_dates(&settings);
    settings_free(&settings);
    return dates;
}

char *command_words(const struct invocation *line, int from, int to)
{
    assert(from >= 0 && to <= line->word_count);
    char *text = NULL;
    FILE *out = li_text_open(&text);
    for (int i = from; i < to; i++)
        fprintf(out, "%s%s", i > from ? " " : "", line->words[i]);
    li_text_close(out);
    return text;
}

day_t command_today(const struct invocation *line)
{
    assert(line);
    return line->today == DAY_NONE ? date_now() : line->today;
}

enum li_err command_path(const struct invocation *line, const char **out, struct li_error *err)
{
    assert(line && out);
    *out = line->global[GLOBAL_DB];
    return *out ? LI_OK
                : li_fail(err, LI_USAGE,
                      "HOME is not set, so there is no default database; use --db FILE.");
}

static const char *command_config_file(const struct invocation *line)
{
    const char *named = line->global[GLOBAL_CONFIG];
    return named ? named : line->usual_config;
}

/* Removes what a killed program left beside the database. */
static void command_sweep_beside(const char *path)
{
    char *folder = disk_folder(path);
    disk_sweep(folder);
    free(folder);
}

static void command_say_notice(void *arg, const char *notice)
{
    (void)arg;
    command_say("liaise: %s", notice);
}

enum li_err command_open(
    const struct invocation *line, enum store_mode mode, struct context **out, struct li_error *err)
{
    assert(line && out);
    *out = NULL;
    struct progress_meter meter;
    struct context_options options = {
        .mode = mode,
        .config = command_config_file(line),
        .config_named = line->global[GLOBAL_CONFIG] != NULL,
        .as = line->global[GLOBAL_AS],
        .today = line->today,
        .progress = progress_meter_journal,
        .progress_arg = &meter,
        .notify = command_say_notice,
    };
    enum li_err code = command_path(line, &options.path, err);
    progress_meter_begin_saying(&meter, "records", "Updating the database.");
    if (!code && mode == STORE_WRITE)
        command_sweep_beside(options.path);
    if (!code)
        code = context_open(out, &options, err);
    progress_meter_end(&meter);
    if (code)
        return code;
    command_mistakes(&(*out)->settings);
    if (line->as_of == DAY_NONE)
        return LI_OK;
    struct context *now = *out;
    progress_meter_begin(&meter, "steps");
    code = context_as_of(now, line->as_of, progress_meter_journal, &meter, out, err);
    progress_meter_end(&meter);
    context_close(now);
    return code;
}

static void command_list_candidates(
    struct context *context, const struct kind *kind, const struct candidates *several)
{
    for (size_t i = 0; i < several->count; i++) {
        const struct candidate *one = &several->list[i];
        char handle[ID_TEXT_SIZE];
        lookup_short_id(context, kind, &one->id, handle);
        command_say("  %s  %s%s%s", handle, one->code ? one->code : "", one->code ? "  " : "",
            one->title ? one->title : "");
    }
    if (several->more)
        command_say("  and more");
}

enum li_err command_find(struct context *context, const struct kind *kind, const char *ref,
    struct id *out, struct li_error *err)
{
    assert(context && kind && ref);
    struct candidates several = {0};
    enum li_err code = lookup(context, kind, ref, out, &several, err);
    if (code == LI_NONE) /* how else would a person name one to restore it? */
        code = lookup_archived(context, kind, ref, out, &several, err);
    if (code == LI_SEVERAL) {
        command_say("liaise: Several %s match \"%s\":", kind->plural, ref);
        command_list_candidates(context, kind, &several);
        err->message[0] = '\0';
    }
    lookup_candidates_free(&several);
    return code;
}

enum li_err command_open_named(const struct invocation *line, enum store_mode mode,
    const struct kind *const *named, int count, struct context **context, struct id *ids,
    struct li_error *err)
{
    assert(count <= line->word_count);
    enum li_err code = command_open(line, mode, context, err);
    if (code)
        return code;
    for (int i = 0; i < count && !code; i++)
        code = command_find(*context, named[i], line->words[i], &ids[i], err);
    if (code)
        context_close(*context);
    return code;
}

enum li_err command_open_record(const struct invocation *line, enum store_mode mode, int to,
    struct context **context, const struct kind **kind, struct id *id, struct li_error *err)
{
    assert(line->word_count > 0 && to <= line->word_count);
    enum li_err code = kind_parse(line->words[0], kind, err);
    if (!code)
        code = command_open(line, mode, context, err);
    if (code)
        return code;
    char *ref = command_words(line, 1, to);
    code = command_find(*context, *kind, ref, id, err);
    free(ref);
    if (code)
        context_close(*context);
    return code;
}

void command_say(const char *format, ...)
{
    assert(format);
    va_list arguments;
    va_start(arguments, format);
    char *text = li_vformat(format, arguments);
    va_end(arguments);
    char *safe = text_safe(text);
    fprintf(stderr, "%s\n", safe);
    free(safe);
    free(text);
}

void command_answer(const char *text)
{
    assert(text);
    char *safe = text_safe_lines(text);
    puts(safe);
    free(safe);
}

void command_settings(const struct invocation *line, struct settings *out)
{
    assert(line && out);
    settings_read(out, command_config_file(line), line->global[GLOBAL_CONFIG] != NULL);
}

void command_mistakes(const struct settings *settings)
{
    assert(settings);
    for (size_t i = 0; i < settings->mistake_count; i++)
        command_say("liaise: %s", settings->mistakes[i]);
}
