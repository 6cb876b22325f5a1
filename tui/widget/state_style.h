/*
 * state_style.h: the style of a health or a state.
 */
#ifndef LI_TUI_WIDGET_STATE_STYLE_H
#define LI_TUI_WIDGET_STATE_STYLE_H

#include "core/health/goal_health.h"
#include "core/schema/kind.h"
#include "tui/term/screen.h"

enum style state_style_health(enum health health);

/* The style of a value of the field; STYLE_TEXT where it is no health or state. */
enum style state_style_word(const struct field *field, const char *word);

#endif
