/*
 * color_settings.c: an entry is the name of a style and its coloring.
 */
#include "tui/loop/color_settings.h"
#include "core/base/text.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static int color_settings_style(const char *name)
{
    for (int style = 0; style < STYLE_COUNT; style++)
        if (*name && strcmp(color_styles[style].name, name) == 0)
            return style;
    return STYLE_COUNT;
}

static void color_settings_unknown(struct settings *settings, const struct setting_entry *entry)
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

static void color_settings_put(
    struct colors *colors, struct settings *settings, const struct setting_entry *entry)
{
    char *mistake = NULL;
    struct coloring coloring;
    int style = color_settings_style(entry->name);
    if (style == STYLE_COUNT) {
        color_settings_unknown(settings, entry);
    } else if (colors_parse(entry->text, &coloring, &mistake)) {
        colors->of[style] = coloring;
        colors->text[style] = entry->text;
        colors->line[style] = entry->line;
    } else {
        settings_mistake(settings, entry->line, "colors: %s: %s", entry->name, mistake);
    }
    free(mistake);
}

void color_settings_parse(struct colors *colors, struct settings *settings)
{
    assert(colors && settings);
    const struct setting_group *given = &settings->groups[SETTING_COLORS];
    *colors = (struct colors){0};
    for (size_t i = 0; i < given->count; i++)
        color_settings_put(colors, settings, &given->list[i]);
}
