/*
 * tint.h: the colour of a word that says how something stands.
 */
#ifndef LI_PANEL_TINT_H
#define LI_PANEL_TINT_H

#include "../../core/kind.h"
#include "../screen.h"

/* STYLE_TEXT for what says nothing of the kind. */
enum style tint_word(const struct field *field, const char *word);

#endif
