/*
 * theme.h: what each style looks like on this terminal. Used by screen.c alone.
 */
#ifndef LI_THEME_H
#define LI_THEME_H

#include "screen.h"

/* After curses has started. name: the setting: auto, dark, light or none. */
void theme_start(const char *name);

/* What is painted from now on looks so. */
void theme_set(enum style style);

/* Cells already painted look so. */
void theme_restyle(int y, int x, int width, enum style style);

#endif
