/*
 * key_chord.h: after the first key of several: what each next key does.
 */
#ifndef LI_TUI_LOOP_KEY_CHORD_H
#define LI_TUI_LOOP_KEY_CHORD_H

#include "tui/app/panel.h"

/* Of the panel on top, where the keys pressed lead on. */
struct panel *key_chord_new(struct app *app, const struct stroke *pressed);

#endif
