/*
 * cmd_config.c: the settings and the key bindings in force, and where each was set.
 */
#include "cli/answer_output.h"
#include "cli/command.h"
#include "data/base/memory.h"
#include "tui/app/keymap.h"
#include "tui/term/colors.h"
#include <stdlib.h>

static const struct option_spec config_format_options[] = {
    {"format", 0, "FORMAT", "table, csv, tsv, json, jsonl or md (default: table)."},
};

/* Everything the settings file says, judged. */
struct judged {
    struct settings settings;
    struct keymap keys;
    struct colors colors;
};

typedef void (*add_rows)(struct output_rows *rows, const struct judged *judged);

/* "default", or the file and the line. The caller frees it. */
static char *config_where_set(const struct judged *judged, int line)
{
    return line > 0 ? li_format("%s:%d", judged->settings.file, line) : li_strdup("default");
}

static void config_add_keys(struct output_rows *rows, const struct judged *judged)
{
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
        char *where = config_where_set(judged, judged->keys.line[i]);
        const char *cells[] = {action_specs[i].name, keymap_text(&judged->keys, (enum action)i),
            where, action_specs[i].help};
        output_rows_add(rows, cells);
        free(where);
    }
}

static void config_add_colors(struct output_rows *rows, const struct judged *judged)
{
    for (int i = 0; i < STYLE_COUNT; i++) {
        if (!*color_styles[i].name)
            continue;
        const char *text = judged->colors.text[i];
        char *name = li_format("colors.%s", color_styles[i].name);
        char *where = config_where_set(judged, judged->colors.line[i]);
        const char *cells[] = {name, text ? text : "from the theme", where, color_styles[i].help};
        output_rows_add(rows, cells);
        free(where);
        free(name);
    }
}

static void config_add_settings(struct output_rows *rows, const struct judged *judged)
{
    for (int i = 0; i < SETTING_COUNT; i++) {
        char *where = config_where_set(judged, judged->settings.value[i].line);
        const char *cells[] = {setting_specs[i].name,
            setting_text(&judged->settings, (enum setting)i), where, setting_specs[i].help};
        output_rows_add(rows, cells);
        free(where);
    }
    config_add_colors(rows, judged);
}

static enum li_err config_write_rows(const struct invocation *line, const char *first,
    const char *second, add_rows add, struct li_error *err)
{
    const char *const names[] = {first, second, "set", "help"};
    const struct answer_output answer = {.out = stdout};
    const struct output_style style = answer_style(&answer);
    const char *format_name = command_option(line, "format");
    const struct format *format;
    enum li_err result = output_format_parse(format_name ? format_name : "table", &format, err);
    if (result != LI_OK)
        return result;
    struct judged judged;
    command_settings(line, &judged.settings);
    keymap_build(&judged.keys, &judged.settings);
    colors_build(&judged.colors, &judged.settings);
    command_mistakes(&judged.settings);
    struct output_rows *rows =
        output_rows_new(format, &style, names, sizeof names / sizeof *names, stdout);
    add(rows, &judged);
    result = output_rows_end(rows, err);
    settings_free(&judged.settings);
    return result;
}

static enum li_err config_keys_run(const struct invocation *line, struct li_error *err)
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
    .run = config_keys_run,
};

const struct command command_config = {
    .name = "config",
    .arguments = "",
    .help = "List the current settings and where each was set.",
    COMMAND_OPTIONS(config_format_options),
    .reads = true,
    .run = config_run,
};
