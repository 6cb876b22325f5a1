/*
 * key_chord.h: an overlay after the first of several keys: what each next key does.
 */
#ifndef LI_TUI_LOOP_KEY_CHORD_H
#define LI_TUI_LOOP_KEY_CHORD_H

#include "tui/app/panel.h"

/* For the panel on top, where the keys pressed are the beginning of a stroke. */
struct panel *key_chord_new(struct app *app, const struct stroke *pressed);

#endif
