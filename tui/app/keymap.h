/*
 * keymap.h: the keys in force: the defaults of the action table, changed by the settings.
 */
#ifndef LI_TUI_APP_KEYMAP_H
#define LI_TUI_APP_KEYMAP_H

#include "core/context/settings.h"
#include "tui/app/action.h"
#include "tui/term/input.h"

enum { ACTION_STROKES = 6 }; /* strokes of one action, at most */

struct keymap {
    struct stroke strokes[ACTION_COUNT][ACTION_STROKES];
    int line[ACTION_COUNT]; /* of the settings file, where it sets them; 0: the default */
};

/* A mistake is added to those of the settings, with its line. */
void keymap_build(struct keymap *map, struct settings *settings);

/* The action in that place (enum action_place) of the keys pressed so far, or of one key;
   ACTION_NONE: there is none. */
enum action keymap_follow(const struct keymap *map, const struct stroke *pressed, unsigned place);
enum action keymap_find(const struct keymap *map, uint32_t code, unsigned place);

/* The next key of the action after those pressed, and whether it is the last; 0: they do not lead
   to it. */
uint32_t keymap_next(
    const struct keymap *map, enum action action, const struct stroke *pressed, bool *last);

/* Whether the keys pressed are the beginning of a stroke in that place. */
bool keymap_leads(const struct keymap *map, const struct stroke *pressed, unsigned place);

/* keymap_hint: the first stroke of the action that works in that place ("?" is text in a form, F1
   is not); "": none. keymap_text: all of them, "Up k". Valid until the next call of the same
   function. */
const char *keymap_hint(const struct keymap *map, enum action action, unsigned place);
const char *keymap_text(const struct keymap *map, enum action action);

#endif
