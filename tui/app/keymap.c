/*
 * keymap.c: strokes and their actions.
 *
 * What holds after keymap_build:
 *
 * 1. Of two actions that share a place, no stroke of one is the beginning of a stroke of the other:
 * so nothing ever waits to see whether more keys come.
 * 2. The strokes of an action come first in its row; the rest are empty (their first key is 0).
 * 3. Where only forms and entries have an action, none of its strokes begins with a character.
 */
#include "tui/app/keymap.h"
#include "core/base/text.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool keymap_is_text(uint32_t code)
{
    return code >= ' ' && code < KEY_IS_SPECIAL;
}

/* Whether either is the beginning of the other. */
static bool keymap_collide(const struct stroke *a, const struct stroke *b)
{
    return stroke_begins(a, b) || stroke_begins(b, a);
}

static bool keymap_share_a_place(int a, int b)
{
    return a != b && (action_specs[a].places & action_specs[b].places);
}

/* False: the stroke can't be used, and the mistake has been reported. */
typedef bool (*keymap_stroke_check)(void *arg, const struct stroke *stroke, const char *word);

/* Parses strokes separated by blanks; those that check refuses are left out. */
static void keymap_parse_strokes(
    const char *text, struct stroke out[ACTION_STROKES], keymap_stroke_check check, void *arg)
{
    char *copy = li_strdup(text), *rest = NULL;
    int count = 0;
    memset(out, 0, ACTION_STROKES * sizeof *out);
    for (char *word = strtok_r(copy, " \t", &rest); word; word = strtok_r(NULL, " \t", &rest)) {
        struct stroke stroke = stroke_parse(word);
        if ((!check || check(arg, &stroke, word)) && count < ACTION_STROKES)
            out[count++] = stroke;
    }
    free(copy);
}

struct keymap_check {
    struct keymap *map;
    struct settings *settings;
    enum action action;
    int line, count;
};

/* Another action to which the settings give a stroke that collides with this one in a shared place.
 */
static enum action keymap_taken_by(const struct keymap_check *at, const struct stroke *stroke)
{
    for (int other = 1; other < ACTION_COUNT; other++) {
        if (at->map->line[other] == 0 || !keymap_share_a_place(other, (int)at->action))
            continue;
        for (int i = 0; i < ACTION_STROKES; i++)
            if (keymap_collide(&at->map->strokes[other][i], stroke))
                return (enum action)other;
    }
    return ACTION_NONE;
}

static bool keymap_check_stroke(void *arg, const struct stroke *stroke, const char *word)
{
    struct keymap_check *at = arg;
    const char *name = action_specs[at->action].name;
    unsigned places = action_specs[at->action].places;
    bool typed = places & (PLACE_FORM | PLACE_ENTRY) && !(places & PLACE_BROWSE);
    if (!stroke->keys[0]) {
        settings_mistake(at->settings, at->line,
            "keys: %s: \"%s\" isn't a key; write it like u, C-r, F5, PgDn, S-Tab or Space, and key "
            "sequences like y,y.",
            name, word);
        return false;
    }
    if (typed && keymap_is_text(stroke->keys[0])) {
        settings_mistake(at->settings, at->line,
            "keys: %s: \"%s\" is typed as text there; use a key like C-s or F5.", name, word);
        return false;
    }
    enum action other = keymap_taken_by(at, stroke);
    if (other) {
        settings_mistake(at->settings, at->line,
            "keys: %s: \"%s\" is already used by %s on line %d.", name, word,
            action_specs[other].name, at->map->line[other]);
        return false;
    }
    if (++at->count > ACTION_STROKES)
        settings_mistake(at->settings, at->line, "keys: %s: more than %d keys; \"%s\" is ignored.",
            name, ACTION_STROKES, word);
    return true;
}

/* A stroke from the settings takes precedence over the defaults of other actions in its places. */
static void keymap_take_from_defaults(
    struct keymap *map, enum action action, const struct stroke *stroke)
{
    for (int other = 1; other < ACTION_COUNT; other++) {
        if (map->line[other] != 0 || !keymap_share_a_place(other, (int)action))
            continue;
        struct stroke left[ACTION_STROKES] = {0};
        int count = 0;
        for (int i = 0; i < ACTION_STROKES; i++)
            if (!keymap_collide(&map->strokes[other][i], stroke))
                left[count++] = map->strokes[other][i];
        memcpy(map->strokes[other], left, sizeof left);
    }
}

static void keymap_unknown_action(struct settings *settings, const struct setting_entry *entry)
{
    const char *names[ACTION_COUNT - 1];
    for (int action = 1; action < ACTION_COUNT; action++)
        names[action - 1] = action_specs[action].name;
    const char *nearest = text_nearest(entry->name, names, ACTION_COUNT - 1);
    settings_mistake(settings, entry->line,
        nearest ? "keys: there is no action \"%s\"; did you mean %s?"
                : "keys: there is no action \"%s\"; `liaise keys` lists them.",
        entry->name, nearest);
}

static void keymap_bind(
    struct keymap *map, struct settings *settings, const struct setting_entry *entry)
{
    enum action action = action_find(entry->name);
    if (!action) {
        keymap_unknown_action(settings, entry);
        return;
    }
    struct stroke strokes[ACTION_STROKES];
    struct keymap_check check = {map, settings, action, entry->line, 0};
    keymap_parse_strokes(entry->text, strokes, keymap_check_stroke, &check);
    if (check.count == 0 && entry->text[strspn(entry->text, " \t")])
        return; /* no part of it can be used: the default stays */
    memcpy(map->strokes[action], strokes, sizeof strokes);
    map->line[action] = entry->line;
    for (int i = 0; i < ACTION_STROKES && strokes[i].keys[0]; i++)
        keymap_take_from_defaults(map, action, &strokes[i]);
}

static bool keymap_is_apart(const struct stroke *one, const struct stroke *other)
{
    for (int i = 0; i < ACTION_STROKES && one[i].keys[0]; i++)
        for (int j = 0; j < ACTION_STROKES && other[j].keys[0]; j++)
            if (keymap_collide(&one[i], &other[j]))
                return false;
    return true;
}

/* Asserts what holds after keymap_build (1). */
static void keymap_check_apart(const struct keymap *map)
{
    for (int a = 1; a < ACTION_COUNT; a++)
        for (int b = a + 1; b < ACTION_COUNT; b++)
            assert(
                !keymap_share_a_place(a, b) || keymap_is_apart(map->strokes[a], map->strokes[b]));
    (void)map;
}

void keymap_build(struct keymap *map, struct settings *settings)
{
    assert(settings);
    const struct setting_group *given = &settings->groups[SETTING_KEYS];
    memset(map, 0, sizeof *map);
    for (int action = 1; action < ACTION_COUNT; action++)
        keymap_parse_strokes(action_specs[action].keys, map->strokes[action], NULL, NULL);
    for (size_t i = 0; i < given->count; i++)
        keymap_bind(map, settings, &given->list[i]);
    keymap_check_apart(map);
}

enum action keymap_follow(const struct keymap *map, const struct stroke *pressed, unsigned place)
{
    assert(map && pressed);
    for (int action = 1; action < ACTION_COUNT; action++)
        for (int i = 0; i < ACTION_STROKES && (action_specs[action].places & place); i++)
            if (pressed->keys[0] && stroke_equal(&map->strokes[action][i], pressed))
                return (enum action)action;
    return ACTION_NONE;
}

enum action keymap_find(const struct keymap *map, uint32_t code, unsigned place)
{
    return keymap_follow(map, &(struct stroke){{code}}, place);
}

uint32_t keymap_next(
    const struct keymap *map, enum action action, const struct stroke *pressed, bool *last)
{
    assert(pressed && last);
    int length = stroke_length(pressed);
    for (int i = 0; i < ACTION_STROKES; i++) {
        const struct stroke *stroke = &map->strokes[action][i];
        if (stroke_length(stroke) <= length || !stroke_begins(stroke, pressed))
            continue;
        *last = stroke_length(stroke) == length + 1;
        return stroke->keys[length];
    }
    return 0;
}

bool keymap_leads(const struct keymap *map, const struct stroke *pressed, unsigned place)
{
    assert(map && pressed && stroke_length(pressed) > 0);
    bool last;
    for (int action = 1; action < ACTION_COUNT; action++)
        if ((action_specs[action].places & place) &&
            keymap_next(map, (enum action)action, pressed, &last))
            return true;
    return false;
}

const char *keymap_hint(const struct keymap *map, enum action action, unsigned place)
{
    assert(action > ACTION_NONE && action < ACTION_COUNT);
    bool typing = place & (PLACE_FORM | PLACE_ENTRY);
    for (int i = 0; i < ACTION_STROKES; i++) {
        const struct stroke *stroke = &map->strokes[action][i];
        if (stroke->keys[0] && !(typing && keymap_is_text(stroke->keys[0])))
            return stroke_text(stroke);
    }
    return "";
}

const char *keymap_text(const struct keymap *map, enum action action)
{
    assert(action > ACTION_NONE && action < ACTION_COUNT);
    static char text[ACTION_STROKES * STROKE_TEXT_SIZE];
    size_t length = 0;
    text[0] = '\0';
    for (int i = 0; i < ACTION_STROKES && map->strokes[action][i].keys[0]; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%s", i ? " " : "",
            stroke_text(&map->strokes[action][i]));
    return text;
}
