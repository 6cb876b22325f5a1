/*
 * settings.c: the table of settings and how the file is held against it.
 */
#include "core/context/settings.h"
#include "core/base/name.h"
#include "core/base/number.h"
#include "core/base/text.h"
#include "core/health/goal_health.h"
#include "core/health/pace.h"
#include "data/base/file.h"
#include "data/base/memory.h"
#include <assert.h>
#include <errno.h>
#include <libconfig.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const settings_themes[] = {"auto", "light", "dark", "none", NULL};
static const char *const settings_unicode_choices[] = {"auto", "always", "never", NULL};
static const char *const settings_dates[] = {
    [DATE_ISO] = "iso", [DATE_US] = "us", [DATE_EU] = "eu", "auto", NULL};

/* How much a part counts in an affiliate's health. */
#define WEIGHT(part, weight, of)                                                                   \
    {                                                                                              \
        .name = "weight_" part, .type = SETTING_NUMBER, .initial = weight, .least = 0,             \
        .most = 1000, .help = "Weight of " of " in an affiliate's health; 0 = not counted."        \
    }

/* A number that is defined once, as the text of an initial value. */
#define SETTINGS_INITIAL(number) SETTINGS_TEXT(number)
#define SETTINGS_TEXT(number) #number

/* The initial days and weights are those of affiliate_health_rules_initial; a test compares them.
 */
const struct setting_spec setting_specs[SETTING_COUNT] = {
    [SETTING_THEME] = {.name = "theme",
        .type = SETTING_CHOICE,
        .initial = "auto",
        .choices = settings_themes,
        .help = "Colors for a light or dark terminal, or none."},
    [SETTING_UNICODE] = {.name = "unicode",
        .type = SETTING_CHOICE,
        .initial = "auto",
        .choices = settings_unicode_choices,
        .help = "Whether lines and bars use more than ASCII; auto follows the locale."},
    [SETTING_DATES] = {.name = "dates",
        .type = SETTING_CHOICE,
        .initial = "auto",
        .choices = settings_dates,
        .help = "Dates as 2026-03-15 (iso), Mar 15, 2026 (us) or 15 Mar 2026 (eu); auto follows "
                "the locale."},
    [SETTING_MOUSE] = {.name = "mouse",
        .type = SETTING_SWITCH,
        .initial = "true",
        .help = "Whether the mouse moves the cursor and opens records."},
    [SETTING_EDITOR] = {.name = "editor",
        .type = SETTING_TEXT,
        .initial = "",
        .help = "External editor for long text; blank uses $VISUAL, $EDITOR or vi."},
    [SETTING_OPENER] = {.name = "opener",
        .type = SETTING_TEXT,
        .initial = "",
        .help = "Program that opens links and documents; blank uses the system default."},
    [SETTING_ON_TRACK] = {.name = "on_track",
        .type = SETTING_NUMBER,
        .initial = SETTINGS_INITIAL(PACE_ON_TRACK),
        .least = 0,
        .most = 1,
        .help = "A goal is on track at this share of its expected progress or more."},
    [SETTING_AT_RISK] = {.name = "at_risk",
        .type = SETTING_NUMBER,
        .initial = SETTINGS_INITIAL(PACE_AT_RISK),
        .least = 0,
        .most = 1,
        .help = "A goal is at risk at this share or more; below it, off track."},
    [SETTING_STALE] = {.name = "stale",
        .type = SETTING_NUMBER,
        .initial = SETTINGS_INITIAL(PACE_STALE),
        .least = 0.1,
        .most = 100,
        .help = "A goal is stale when its last entry is older than this many cadences."},
    [SETTING_YEAR_STARTS] = {.name = "year_starts",
        .type = SETTING_NUMBER,
        .initial = "1",
        .least = 1,
        .most = 12,
        .whole = true,
        .help = "First month of the plan year, 1 to 12; the plan year is named for the year it "
                "ends in."},
    [SETTING_CONTACT_DAYS] = {.name = "contact_days",
        .type = SETTING_NUMBER,
        .initial = "90",
        .least = 0,
        .most = 3650,
        .whole = true,
        .help = "Target days between contacts for affiliates without a cadence; 0 = no target."},
    [SETTING_AGENDA_DAYS] = {.name = "agenda_days",
        .type = SETTING_NUMBER,
        .initial = "90",
        .least = 0,
        .most = 3650,
        .whole = true,
        .help = "How many days ahead Today looks."},
    [SETTING_SYNC] = {.name = "sync",
        .type = SETTING_SWITCH,
        .initial = "true",
        .help = "Whether the screen syncs by itself: on opening, after changes, every sync_minutes "
                "and on leaving."},
    [SETTING_SYNC_MINUTES] = {.name = "sync_minutes",
        .type = SETTING_NUMBER,
        .initial = "5",
        .least = 1,
        .most = 1440,
        .whole = true,
        .help = "Minutes between syncs while the screen is open."},
    [SETTING_WEIGHT_GOALS] = WEIGHT("goals", "3", "goals"),
    [SETTING_WEIGHT_AGREEMENT] = WEIGHT("agreement", "2", "agreements"),
    [SETTING_WEIGHT_CONTACT] = WEIGHT("contact", "2", "the last contact"),
    [SETTING_WEIGHT_VISITS] = WEIGHT("visits", "1", "visits to each other's events"),
    [SETTING_WEIGHT_MEMBERSHIP] = WEIGHT("membership", "1", "membership growth"),
    [SETTING_WEIGHT_ROLES] = WEIGHT("roles", "1", "filled required roles"),
};

static const struct {
    const char *name, *example, *expected;
} settings_group_specs[SETTING_GROUP_COUNT] = {
    [SETTING_KEYS] = {"keys", "undo = \"u\"", "keys in quotes: \"u C-z\""},
    [SETTING_COLORS] = {"colors", "good = \"green\"", "a color in quotes: \"bold green on black\""},
};

static void settings_add_mistake(struct settings *settings, char *mistake)
{
    settings->mistakes =
        li_realloc(settings->mistakes, settings->mistake_count + 1, sizeof *settings->mistakes);
    settings->mistakes[settings->mistake_count++] = mistake;
}

void settings_mistake(struct settings *settings, int line, const char *format, ...)
{
    assert(settings && format);
    char *what = NULL;
    FILE *out = li_text_open(&what);
    if (line > 0)
        fprintf(out, "%s:%d: ", settings->file, line);
    else
        fprintf(out, "%s: ", settings->file);
    va_list arguments;
    va_start(arguments, format);
    vfprintf(out, format, arguments);
    va_end(arguments);
    li_text_close(out);
    settings_add_mistake(settings, what);
}

static void settings_set(
    struct settings *settings, enum setting setting, const char *text, int line)
{
    struct setting_value *value = &settings->value[setting];
    char *copy = li_strdup(text);
    free(value->text);
    *value = (struct setting_value){copy, strtod(copy, NULL), line};
}

static int settings_line_of(const config_setting_t *given)
{
    return (int)config_setting_source_line(given);
}

/* By type: whether it takes the value, and its canonical text. The caller frees *out. */

static bool settings_take_text(
    const struct setting_spec *spec, const config_setting_t *given, char **out)
{
    (void)spec;
    const char *text = config_setting_get_string(given);
    *out = text ? text_normal(text) : NULL;
    return *out != NULL;
}

static bool settings_take_choice(
    const struct setting_spec *spec, const config_setting_t *given, char **out)
{
    const char *text = config_setting_get_string(given);
    int choice = text ? name_find(spec->choices, text) : -1;
    *out = choice >= 0 ? li_strdup(spec->choices[choice]) : NULL;
    return *out != NULL;
}

static bool settings_take_switch(
    const struct setting_spec *spec, const config_setting_t *given, char **out)
{
    (void)spec;
    if (config_setting_type(given) != CONFIG_TYPE_BOOL)
        return false;
    *out = li_strdup(config_setting_get_bool(given) ? "true" : "false");
    return true;
}

static bool settings_take_number(
    const struct setting_spec *spec, const config_setting_t *given, char **out)
{
    if (!config_setting_is_number(given))
        return false;
    char text[32];
    double value;
    switch (config_setting_type(given)) {
    case CONFIG_TYPE_INT: value = config_setting_get_int(given); break;
    case CONFIG_TYPE_INT64: value = (double)config_setting_get_int64(given); break;
    default: value = config_setting_get_float(given);
    }
    if (!(value >= spec->least && value <= spec->most) || (spec->whole && value != floor(value)))
        return false;
    *out = li_strdup(number_text(value, text));
    return true;
}

static bool (*const settings_takes[])(
    const struct setting_spec *spec, const config_setting_t *given, char **out) = {
    [SETTING_TEXT] = settings_take_text,
    [SETTING_CHOICE] = settings_take_choice,
    [SETTING_SWITCH] = settings_take_switch,
    [SETTING_NUMBER] = settings_take_number,
};

/* What a setting takes, to stand after "expected". The caller frees it. */
static char *settings_expected(const struct setting_spec *spec)
{
    char *text = NULL, least[32], most[32];
    FILE *out = li_text_open(&text);
    if (spec->type == SETTING_NUMBER)
        fprintf(out, "a %snumber from %s to %s", spec->whole ? "whole " : "",
            number_text(spec->least, least), number_text(spec->most, most));
    else if (spec->type == SETTING_CHOICE)
        for (size_t i = 0; spec->choices[i]; i++)
            fprintf(out, "%s\"%s\"",
                i == 0                 ? ""
                : spec->choices[i + 1] ? ", "
                                       : " or ",
                spec->choices[i]);
    else
        fputs(spec->type == SETTING_SWITCH ? "true or false" : "text in quotes", out);
    li_text_close(out);
    return text;
}

static void settings_read_setting(
    struct settings *settings, enum setting setting, const config_setting_t *given)
{
    if (config_setting_type(given) == CONFIG_TYPE_NONE)
        return; /* a syntax error, reported already, is where its value should be */
    const struct setting_spec *spec = &setting_specs[setting];
    int line = settings_line_of(given);
    char *text = NULL;
    if (settings_takes[spec->type](spec, given, &text)) {
        settings_set(settings, setting, text, line);
    } else {
        char *wanted = settings_expected(spec);
        settings_mistake(settings, line, "%s: expected %s.", spec->name, wanted);
        free(wanted);
    }
    free(text);
}

static void settings_read_group(
    struct settings *settings, enum setting_group_name which, const config_setting_t *given)
{
    struct setting_group *group = &settings->groups[which];
    const char *called = settings_group_specs[which].name;
    if (!config_setting_is_group(given)) {
        settings_mistake(settings, settings_line_of(given), "%s: expected a group: %s = { %s; };",
            called, called, settings_group_specs[which].example);
        return;
    }
    int count = config_setting_length(given);
    group->list = li_calloc((size_t)count + 1, sizeof *group->list);
    for (int i = 0; i < count; i++) {
        const config_setting_t *entry = config_setting_get_elem(given, (unsigned)i);
        const char *name = config_setting_name(entry), *text = config_setting_get_string(entry);
        int line = settings_line_of(entry);
        if (text)
            group->list[group->count++] =
                (struct setting_entry){li_strdup(name), li_strdup(text), line};
        else
            settings_mistake(settings, line, "%s: %s: expected %s.", called, name,
                settings_group_specs[which].expected);
    }
}

static void settings_read_unknown(struct settings *settings, const char *name, int line)
{
    const char *names[SETTING_COUNT + SETTING_GROUP_COUNT];
    for (size_t i = 0; i < SETTING_COUNT; i++)
        names[i] = setting_specs[i].name;
    for (size_t i = 0; i < SETTING_GROUP_COUNT; i++)
        names[SETTING_COUNT + i] = settings_group_specs[i].name;
    const char *nearest = text_nearest(name, names, sizeof names / sizeof *names);
    if (nearest)
        settings_mistake(
            settings, line, "there is no setting \"%s\"; did you mean \"%s\"?", name, nearest);
    else
        settings_mistake(
            settings, line, "there is no setting \"%s\"; `liaise config` lists them all.", name);
}

static void settings_read_one(struct settings *settings, const config_setting_t *given)
{
    const char *name = config_setting_name(given);
    for (int i = 0; i < SETTING_COUNT; i++)
        if (strcmp(setting_specs[i].name, name) == 0) {
            settings_read_setting(settings, (enum setting)i, given);
            return;
        }
    for (int i = 0; i < SETTING_GROUP_COUNT; i++)
        if (strcmp(settings_group_specs[i].name, name) == 0) {
            settings_read_group(settings, (enum setting_group_name)i, given);
            return;
        }
    settings_read_unknown(settings, name, settings_line_of(given));
}

static void settings_read_root(struct settings *settings, const config_setting_t *root)
{
    int count = config_setting_length(root);
    for (int i = 0; i < count; i++)
        settings_read_one(settings, config_setting_get_elem(root, (unsigned)i));
}

/* If at_risk is not below on_track, both get their defaults. */
static void settings_check_limits(struct settings *settings)
{
    if (setting_number(settings, SETTING_AT_RISK) < setting_number(settings, SETTING_ON_TRACK))
        return;
    int line = settings->value[SETTING_AT_RISK].line;
    settings_mistake(settings, line > 0 ? line : settings->value[SETTING_ON_TRACK].line,
        "at_risk: expected less than on_track, %s.", setting_text(settings, SETTING_ON_TRACK));
    settings_set(settings, SETTING_AT_RISK, setting_specs[SETTING_AT_RISK].initial, 0);
    settings_set(settings, SETTING_ON_TRACK, setting_specs[SETTING_ON_TRACK].initial, 0);
}

enum { LIBCONFIG_APPETITE = 100 /* bytes for each of the file's, at most */ };

static void settings_read_text(struct settings *settings, const char *text)
{
    /* libconfig does not check its allocations, so this checks that there is enough memory. */
    free(li_calloc(strlen(text) + 1, LIBCONFIG_APPETITE));
    config_t config;
    config_init(&config);
    if (!config_read_string(&config, text))
        settings_mistake(settings, config_error_line(&config),
            "%s: expected NAME = VALUE; on each line.", config_error_text(&config));
    settings_read_root(settings, config_root_setting(&config));
    config_destroy(&config);
    settings_check_limits(settings);
}

void settings_read(struct settings *settings, const char *file, bool required)
{
    assert(settings);
    *settings = (struct settings){0};
    for (size_t i = 0; i < SETTING_COUNT; i++)
        settings_set(settings, (enum setting)i, setting_specs[i].initial, 0);
    /* The file is read here, since libconfig ends the program if reading a stream fails. */
    char *text = file ? file_read(file) : NULL;
    if (text || (file && (required || (errno != ENOENT && errno != ENOTDIR))))
        settings->file = li_strdup(file);
    if (text)
        settings_read_text(settings, text);
    else if (settings->file)
        settings_mistake(settings, 0, "cannot be read: %s.",
            errno == EBUSY ? "it is the open database" : strerror(errno));
    free(text);
}

static void settings_free_group(struct setting_group *group)
{
    for (size_t i = 0; i < group->count; i++) {
        free(group->list[i].name);
        free(group->list[i].text);
    }
    free(group->list);
}

void settings_free(struct settings *settings)
{
    assert(settings);
    for (size_t i = 0; i < SETTING_COUNT; i++)
        free(settings->value[i].text);
    for (size_t i = 0; i < SETTING_GROUP_COUNT; i++)
        settings_free_group(&settings->groups[i]);
    for (size_t i = 0; i < settings->mistake_count; i++)
        free(settings->mistakes[i]);
    free(settings->mistakes);
    free(settings->file);
    *settings = (struct settings){0};
}

const char *setting_text(const struct settings *settings, enum setting setting)
{
    assert(settings && (int)setting < SETTING_COUNT);
    return settings->value[setting].text;
}

double setting_number(const struct settings *settings, enum setting setting)
{
    assert(settings && (int)setting < SETTING_COUNT);
    return settings->value[setting].number;
}

bool setting_on(const struct settings *settings, enum setting setting)
{
    assert(settings && (int)setting < SETTING_COUNT);
    return strcmp(settings->value[setting].text, "true") == 0;
}

enum date_order setting_dates(const struct settings *settings)
{
    int chosen = name_find(settings_dates, setting_text(settings, SETTING_DATES));
    bool named = chosen >= DATE_ISO && chosen <= DATE_EU;
    return named ? (enum date_order)chosen : date_show_locale();
}

char *settings_default_file(void)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (config && *config == '/')
        return li_format("%s/liaise/liaise.conf", config);
    return li_format("%s/.config/liaise/liaise.conf", home ? home : "");
}
