/*
 * cmd_config.c: lists the current settings and key bindings, and where each was set.
 */
#include "cli/answer_output.h"
#include "cli/command.h"
#include "data/base/memory.h"
#include "tui/app/keymap.h"
#include "tui/loop/color_settings.h"
#include <stdlib.h>

static const struct option_spec config_format_options[] = {
    COMMAND_OPTION_FORMAT,
};

/* The settings file, and what follows from it. */
struct config_values {
    struct settings settings;
    struct keymap keys;
    struct colors colors;
};

typedef void (*config_add_rows)(struct output_rows *rows, const struct config_values *values);

/* "default", or the file and the line. The caller frees it. */
static char *config_where_set(const struct config_values *values, int line)
{
    return line > 0 ? li_format("%s:%d", values->settings.file, line) : li_strdup("default");
}

static void config_add_keys(struct output_rows *rows, const struct config_values *values)
{
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
        char *where = config_where_set(values, values->keys.line[i]);
        const char *cells[] = {action_specs[i].name, keymap_text(&values->keys, (enum action)i),
            where, action_specs[i].help};
        output_rows_add(rows, cells);
        free(where);
    }
}

static void config_add_colors(struct output_rows *rows, const struct config_values *values)
{
    for (int i = 0; i < STYLE_COUNT; i++) {
        if (!*color_styles[i].name)
            continue;
        const char *text = values->colors.text[i];
        char *name = li_format("colors.%s", color_styles[i].name);
        char *where = config_where_set(values, values->colors.line[i]);
        const char *cells[] = {name, text ? text : "from the theme", where, color_styles[i].help};
        output_rows_add(rows, cells);
        free(where);
        free(name);
    }
}

static void config_add_settings(struct output_rows *rows, const struct config_values *values)
{
    for (int i = 0; i < SETTING_COUNT; i++) {
        char *where = config_where_set(values, values->settings.value[i].line);
        const char *cells[] = {setting_specs[i].name,
            setting_text(&values->settings, (enum setting)i), where, setting_specs[i].help};
        output_rows_add(rows, cells);
        free(where);
    }
    config_add_colors(rows, values);
}

static enum li_err config_write_rows(const struct invocation *line, const char *first,
    const char *second, config_add_rows add, struct li_error *err)
{
    const char *const names[] = {first, second, "set", "help"};
    const struct answer_output answer = {.out = stdout};
    const struct output_style style = answer_output_style(&answer);
    const char *format_name = command_option_or(line, "format", "table");
    const struct format *format;
    enum li_err code = output_format_parse(format_name, &format, err);
    if (code)
        return code;
    struct config_values values;
    command_settings(line, &values.settings);
    keymap_build(&values.keys, &values.settings);
    color_settings_parse(&values.colors, &values.settings);
    command_mistakes(&values.settings);
    struct output_rows *rows =
        output_rows_new(format, &style, names, sizeof names / sizeof *names, stdout);
    add(rows, &values);
    code = output_rows_end(rows, err);
    settings_free(&values.settings);
    return code;
}

static enum li_err config_run_keys(const struct invocation *line, struct li_error *err)
{
    return config_write_rows(line, "action", "keys", config_add_keys, err);
}

static enum li_err config_run(const struct invocation *line, struct li_error *err)
{
    return config_write_rows(line, "setting", "value", config_add_settings, err);
}

const struct command command_keys = {
    .name = "keys",
    .arguments = "",
    .help = "List the keys, what they do, and where each was set.",
    COMMAND_OPTIONS(config_format_options),
    .reads = true,
    .run = config_run_keys,
};

const struct command command_config = {
    .name = "config",
    .arguments = "",
    .help = "List the current settings and where each was set.",
    COMMAND_OPTIONS(config_format_options),
    .reads = true,
    .run = config_run,
};
