/*
 * action.c: the actions and the keys in force.
 */
#include "action.h"
#include "../core/text.h"
#include "../data/memory.h"
#include "input.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ACTION_ENTRY(id, name_, help_, keys_, places_, group_, hint_)                              \
    [ACTION_##id] = {.name = (name_),                                                              \
        .help = (help_),                                                                           \
        .keys = (keys_),                                                                           \
        .places = (places_),                                                                       \
        .group = (group_),                                                                         \
        .hint = (hint_)},
const struct action_spec action_specs[ACTION_COUNT] = {ACTIONS(ACTION_ENTRY)};

const char *const group_names[] = {
    [GROUP_MOVE] = "Moving",
    [GROUP_RECORD] = "Records",
    [GROUP_LIST] = "Lists",
    [GROUP_GO] = "Going",
    [GROUP_WRITE] = "Writing",
    [GROUP_PROGRAM] = "The program",
};

enum action action_find(const char *name)
{
    for (int action = 1; action < ACTION_COUNT; action++)
        if (strcmp(action_specs[action].name, name) == 0)
            return (enum action)action;
    return ACTION_NONE;
}

static bool is_text(uint32_t code)
{
    return code >= ' ' && code < KEY_IS_SPECIAL;
}

/* Says what is wrong with a key; returns false to leave it out. */
typedef bool (*key_judge)(void *arg, uint32_t code, const char *word);

/* Reads keys separated by blanks into keys; what judge refuses is left out. */
static void read_keys(const char *text, uint32_t keys[ACTION_KEYS], key_judge judge, void *arg)
{
    char *copy = li_strdup(text), *rest = NULL;
    int count = 0;
    memset(keys, 0, ACTION_KEYS * sizeof *keys);
    for (char *word = strtok_r(copy, " \t", &rest); word; word = strtok_r(NULL, " \t", &rest)) {
        uint32_t code = key_parse(word);
        if (judge && !judge(arg, code, word))
            continue;
        if (count < ACTION_KEYS)
            keys[count++] = code;
    }
    free(copy);
}

struct judging {
    struct keymap *map;
    struct settings *settings;
    enum action action;
    int line, count;
};

/* Another action that the settings give the same key in one of the same places. */
static enum action taken_by(const struct judging *at, uint32_t code)
{
    for (int other = 1; other < ACTION_COUNT; other++) {
        if (other == (int)at->action || at->map->line[other] == 0 ||
            !(action_specs[other].places & action_specs[at->action].places))
            continue;
        for (int i = 0; i < ACTION_KEYS; i++)
            if (at->map->keys[other][i] == code)
                return (enum action)other;
    }
    return ACTION_NONE;
}

static bool judge_key(void *arg, uint32_t code, const char *word)
{
    struct judging *at = arg;
    const char *name = action_specs[at->action].name;
    bool typed = !(action_specs[at->action].places & PLACE_BROWSE);
    if (code == 0) {
        settings_mistake(at->settings, at->line,
            "keys: %s: \"%s\" is no key; write it like u, C-r, F5, PgDn, S-Tab or Space.", name,
            word);
        return false;
    }
    if (typed && is_text(code)) {
        settings_mistake(at->settings, at->line,
            "keys: %s: \"%s\" is typed as text there; take a key like C-s or F5.", name, word);
        return false;
    }
    enum action other = taken_by(at, code);
    if (other) {
        settings_mistake(at->settings, at->line, "keys: %s: \"%s\" is taken by %s on line %d.",
            name, word, action_specs[other].name, at->map->line[other]);
        return false;
    }
    if (++at->count > ACTION_KEYS)
        settings_mistake(at->settings, at->line, "keys: %s: more than %d keys; \"%s\" is left out.",
            name, ACTION_KEYS, word);
    return true;
}

/* What a person chose wins over a default in the same place. */
static void take_from_defaults(struct keymap *map, enum action action, uint32_t code)
{
    for (int other = 1; other < ACTION_COUNT; other++) {
        if (other == (int)action || map->line[other] != 0 ||
            !(action_specs[other].places & action_specs[action].places))
            continue;
        int kept = 0;
        for (int i = 0; i < ACTION_KEYS; i++)
            if (map->keys[other][i] != code)
                map->keys[other][kept++] = map->keys[other][i];
        while (kept < ACTION_KEYS)
            map->keys[other][kept++] = 0;
    }
}

static void unknown_action(struct settings *settings, const struct setting_binding *binding)
{
    const char *names[ACTION_COUNT - 1];
    for (int action = 1; action < ACTION_COUNT; action++)
        names[action - 1] = action_specs[action].name;
    const char *nearest = text_nearest(binding->action, names, ACTION_COUNT - 1);
    settings_mistake(settings, binding->line,
        nearest ? "keys: there is no action \"%s\"; did you mean %s?"
                : "keys: there is no action \"%s\"; `liaise keys` lists them.",
        binding->action, nearest);
}

static void bind(struct keymap *map, struct settings *settings, size_t at)
{
    const struct setting_binding *binding = &settings->bindings[at];
    enum action action = action_find(binding->action);
    if (!action) {
        unknown_action(settings, binding);
        return;
    }
    uint32_t keys[ACTION_KEYS];
    struct judging judging = {map, settings, action, binding->line, 0};
    read_keys(binding->keys, keys, judge_key, &judging);
    if (judging.count == 0 && binding->keys[strspn(binding->keys, " \t")])
        return; /* nothing of it can be used: the default holds */
    memcpy(map->keys[action], keys, sizeof keys);
    map->line[action] = binding->line;
    for (int i = 0; i < ACTION_KEYS && keys[i]; i++)
        take_from_defaults(map, action, keys[i]);
}

void keymap_build(struct keymap *map, struct settings *settings)
{
    memset(map, 0, sizeof *map);
    for (int action = 1; action < ACTION_COUNT; action++)
        read_keys(action_specs[action].keys, map->keys[action], NULL, NULL);
    for (size_t i = 0; i < settings->binding_count; i++)
        bind(map, settings, i);
}

enum action keymap_find(const struct keymap *map, uint32_t code, unsigned place)
{
    for (int action = 1; action < ACTION_COUNT; action++)
        for (int i = 0; i < ACTION_KEYS && (action_specs[action].places & place); i++)
            if (code && map->keys[action][i] == code)
                return (enum action)action;
    return ACTION_NONE;
}

uint32_t keymap_key(const struct keymap *map, enum action action, unsigned place)
{
    bool typing = place & (PLACE_FORM | PLACE_ENTRY);
    for (int i = 0; i < ACTION_KEYS; i++) {
        uint32_t key = map->keys[action][i];
        if (key && !(typing && is_text(key)))
            return key;
    }
    return 0;
}

const char *keymap_text(const struct keymap *map, enum action action)
{
    static char text[ACTION_KEYS * 12];
    size_t length = 0;
    text[0] = '\0';
    for (int i = 0; i < ACTION_KEYS && map->keys[action][i]; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%s", i ? " " : "",
            key_text(map->keys[action][i]));
    return text;
}
