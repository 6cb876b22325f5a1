/*
 * mouse.h: the mouse, pressed on a text that the screen shows.
 */
#ifndef LI_TESTS_SUPPORT_MOUSE_H
#define LI_TESTS_SUPPORT_MOUSE_H

#include "tests/support/terminal.h"

enum mouse_button { MOUSE_LEFT = 0, MOUSE_WHEEL_UP = 64, MOUSE_WHEEL_DOWN = 65 };

/* Waits for the text, presses the button on its first character, where it stands first, and lets it
   go. */
void mouse_press(struct terminal *terminal, enum mouse_button button, const char *text);

/* The same in that column of the line, from 1, where the text stands first. */
void mouse_press_beside(struct terminal *terminal, const char *text, int column);

/* Presses twice, fast enough for one double click; leads_to: what it brings to the screen. */
void mouse_press_twice(struct terminal *terminal, const char *text, const char *leads_to);

#endif
