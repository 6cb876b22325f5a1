/*
 * state_style.h: the colour of a word that says how something stands.
 */
#ifndef LI_TUI_WIDGET_STATE_STYLE_H
#define LI_TUI_WIDGET_STATE_STYLE_H

#include "core/schema/kind.h"
#include "tui/term/screen.h"

/* STYLE_TEXT for what says nothing of the kind. */
enum style state_style_word(const struct field *field, const char *word);

#endif
