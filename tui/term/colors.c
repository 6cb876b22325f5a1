/*
 * colors.c: "bold underline green on black", word by word.
 */
#include "tui/term/colors.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

#define STYLE_ENTRY(id, name_, help_) [STYLE_##id] = {.name = (name_), .help = (help_)},
const struct style_spec color_styles[STYLE_COUNT] = {STYLES(STYLE_ENTRY)};

static const struct {
    const char *word;
    unsigned attribute;
} attributes[] = {
    {"bold", COLORING_BOLD},
    {"dim", COLORING_DIM},
    {"italic", COLORING_ITALIC},
    {"underline", COLORING_UNDERLINE},
    {"reverse", COLORING_REVERSE},
    {"plain", 0},
};
enum { ATTRIBUTES = sizeof attributes / sizeof *attributes };

static const struct {
    const char *word;
    short color;
} named[] = {
    {"default", COLOR_OWN},
    {"black", 0},
    {"red", 1},
    {"green", 2},
    {"yellow", 3},
    {"blue", 4},
    {"magenta", 5},
    {"cyan", 6},
    {"white", 7},
    {"gray", 8},
    {"bright-red", 9},
    {"bright-green", 10},
    {"bright-yellow", 11},
    {"bright-blue", 12},
    {"bright-magenta", 13},
    {"bright-cyan", 14},
    {"bright-white", 15},
};
enum { NAMED = sizeof named / sizeof *named };

struct reading {
    struct settings *settings;
    const struct setting_entry *entry;
    struct coloring coloring;
    bool on, foreground, background; /* which were read */
};

static bool colors_read_attribute(struct reading *reading, const char *word)
{
    for (size_t i = 0; i < ATTRIBUTES; i++)
        if (strcmp(attributes[i].word, word) == 0) {
            reading->coloring.attributes |= attributes[i].attribute;
            return true;
        }
    return false;
}

static bool colors_color_of(const char *word, short *out)
{
    size_t digits = strspn(word, "0123456789");
    bool number = digits > 0 && digits <= 3 && !word[digits] && atoi(word) <= 255;
    if (number)
        *out = (short)atoi(word);
    for (size_t i = 0; i < NAMED && !number; i++)
        if (strcmp(named[i].word, word) == 0) {
            *out = named[i].color;
            return true;
        }
    return number;
}

static bool colors_mistake(const struct reading *reading, const char *word, const char *what)
{
    settings_mistake(reading->settings, reading->entry->line, "colors: %s: \"%s\" %s",
        reading->entry->name, word, what);
    return false;
}

static bool colors_unknown_word(const struct reading *reading, const char *word)
{
    const char *words[ATTRIBUTES + NAMED];
    for (size_t i = 0; i < ATTRIBUTES; i++)
        words[i] = attributes[i].word;
    for (size_t i = 0; i < NAMED; i++)
        words[ATTRIBUTES + i] = named[i].word;
    const char *nearest = text_nearest(word, words, sizeof words / sizeof *words);
    char *what =
        nearest
            ? li_format("isn't a color; did you mean %s?", nearest)
            : li_strdup(
                  "isn't a color; use a name such as green or bright-blue, or a number up to 255.");
    colors_mistake(reading, word, what);
    free(what);
    return false;
}

/* A colour for the background after "on", else for the foreground. */
static bool colors_read_color(struct reading *reading, const char *word)
{
    short color;
    if (!colors_color_of(word, &color))
        return colors_unknown_word(reading, word);
    if (reading->on ? reading->background : reading->foreground)
        return colors_mistake(
            reading, word, "is one color too many; write it like \"green on black\".");
    *(reading->on ? &reading->coloring.background : &reading->coloring.foreground) = color;
    *(reading->on ? &reading->background : &reading->foreground) = true;
    return true;
}

static bool colors_read_word(struct reading *reading, const char *word)
{
    if (strcmp(word, "on") != 0)
        return colors_read_attribute(reading, word) || colors_read_color(reading, word);
    reading->on = true;
    return true;
}

static bool colors_read_look(struct reading *reading)
{
    char *copy = li_strdup(reading->entry->text), *rest = NULL;
    bool right = true;
    int words = 0;
    for (char *word = strtok_r(copy, " \t", &rest); word && right;
         word = strtok_r(NULL, " \t", &rest), words++)
        right = colors_read_word(reading, word);
    free(copy);
    if (right && (words == 0 || (reading->on && !reading->background)))
        right = colors_mistake(
            reading, reading->entry->text, "has no color; write it like \"green on black\".");
    return right;
}

static int colors_style_of(const char *name)
{
    for (int style = 0; style < STYLE_COUNT; style++)
        if (*name && strcmp(color_styles[style].name, name) == 0)
            return style;
    return STYLE_COUNT;
}

static void colors_unknown_style(struct settings *settings, const struct setting_entry *entry)
{
    const char *names[STYLE_COUNT];
    for (int style = 0; style < STYLE_COUNT; style++)
        names[style] = color_styles[style].name;
    const char *nearest = text_nearest(entry->name, names, STYLE_COUNT);
    settings_mistake(settings, entry->line,
        nearest ? "colors: there is no style \"%s\"; did you mean %s?"
                : "colors: there is no style \"%s\"; `liaise config` lists them.",
        entry->name, nearest);
}

void colors_build(struct colors *colors, struct settings *settings)
{
    const struct setting_group *given = &settings->groups[SETTING_COLORS];
    *colors = (struct colors){0};
    for (size_t i = 0; i < given->count; i++) {
        struct reading reading = {settings, &given->list[i], {0, COLOR_OWN, COLOR_OWN}, 0, 0, 0};
        int style = colors_style_of(given->list[i].name);
        if (style == STYLE_COUNT) {
            colors_unknown_style(settings, &given->list[i]);
        } else if (colors_read_look(&reading)) {
            colors->of[style] = reading.coloring;
            colors->text[style] = given->list[i].text;
            colors->line[style] = given->list[i].line;
        }
    }
}
