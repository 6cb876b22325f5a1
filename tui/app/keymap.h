/*
 * keymap.h: the keys in force: the defaults of the action table, then what the settings say.
 */
#ifndef LI_TUI_APP_KEYMAP_H
#define LI_TUI_APP_KEYMAP_H

#include "core/context/settings.h"
#include "tui/app/action.h"
#include "tui/term/input.h"

enum { ACTION_STROKES = 6 }; /* ways one action can be pressed */

struct keymap {
    struct stroke strokes[ACTION_COUNT][ACTION_STROKES];
    int line[ACTION_COUNT]; /* of the settings file that set them; 0: the default */
};

/* What the settings say wrongly is added to their mistakes with the line. */
void keymap_build(struct keymap *map, struct settings *settings);

/* What the keys pressed so far do in that place, or the one key; ACTION_NONE: nothing. */
enum action keymap_follow(const struct keymap *map, const struct stroke *pressed, unsigned place);
enum action keymap_find(const struct keymap *map, uint32_t code, unsigned place);

/* The next key of the action once those are pressed, and whether it is the last; 0: they do not
   lead to it. */
uint32_t keymap_next(
    const struct keymap *map, enum action action, const struct stroke *pressed, bool *last);

/* Whether more keys after those pressed do something in that place. */
bool keymap_leads(const struct keymap *map, const struct stroke *pressed, unsigned place);

/* The first way to press it that works in that place ("?" is typed in a form, F1 is not), as text;
   "": none. And all of them: "u", "Up k". Each valid until the next call of it. */
const char *keymap_hint(const struct keymap *map, enum action action, unsigned place);
const char *keymap_text(const struct keymap *map, enum action action);

#endif
