/*
 * theme.h: what each style colors like on this terminal. Used by screen.c alone.
 */
#ifndef LI_TUI_TERM_THEME_H
#define LI_TUI_TERM_THEME_H

#include "tui/term/colors.h"

/* After curses has started. name: the setting: auto, dark, light or none. colors: what is to be
   otherwise. */
void theme_start(const char *name, const struct colors *colors);

/* What is painted from now on colors so. */
void theme_set(enum style style);

/* Cells already painted look so. */
void theme_restyle(int y, int x, int width, enum style style);

#endif
