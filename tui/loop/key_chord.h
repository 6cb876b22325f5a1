/*
 * key_chord.h: an overlay after the first of several keys: what each next key does.
 */
#ifndef LI_TUI_LOOP_KEY_CHORD_H
#define LI_TUI_LOOP_KEY_CHORD_H

#include "tui/app/panel.h"

/* For the panel on top. pressed must be the beginning of a stroke there. */
struct panel *key_chord_new(struct app *app, const struct stroke *pressed);

#endif
