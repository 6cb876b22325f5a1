/*
 * state_style.h: the color of a word that says how something stands.
 */
#ifndef LI_TUI_WIDGET_STATE_STYLE_H
#define LI_TUI_WIDGET_STATE_STYLE_H

#include "core/health/goal_health.h"
#include "core/schema/kind.h"
#include "tui/term/screen.h"

enum style state_style_health(enum health health);

/* STYLE_TEXT for what says nothing of the kind. */
enum style state_style_word(const struct field *field, const char *word);

#endif
