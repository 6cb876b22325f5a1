/*
 * theme.h: the colors of each style on this terminal. Used by screen.c alone.
 */
#ifndef LI_TUI_TERM_THEME_H
#define LI_TUI_TERM_THEME_H

#include "tui/term/colors.h"

/* Call it once curses has started. name: auto, dark, light or none. colors: what the settings give
   instead of the theme's; not used after the call. */
void theme_start(const char *name, const struct colors *colors);

/* The style of what is painted from now on. */
void theme_set(enum style style);

/* Gives painted cells another style. */
void theme_restyle(int y, int x, int width, enum style style);

#endif
