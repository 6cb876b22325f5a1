/*
 * mouse.c: what a terminal sends for its mouse (SGR 1006).
 */
#include "tests/support/mouse.h"
#include "tests/support/check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first place where the text stands on the screen, as its columns and lines are counted. */
static void mouse_find(struct terminal *terminal, const char *text, int *y, int *x)
{
    terminal_shows(terminal, text);
    char *screen = terminal_screen(terminal), *found = strstr(screen, text);
    assert_non_null(found);
    *y = *x = 1;
    for (const char *at = screen; at < found; at++) {
        *x = *at == '\n' ? 1 : *x + ((*at & 0xc0) != 0x80);
        *y += *at == '\n';
    }
    free(screen);
}

static void mouse_press_at(struct terminal *terminal, enum mouse_button button, int y, int x)
{
    char keys[64];
    snprintf(
        keys, sizeof keys, "\033[<%d;%d;%dM\033[<%d;%d;%dm", (int)button, x, y, (int)button, x, y);
    terminal_type(terminal, keys);
}

void mouse_press(struct terminal *terminal, enum mouse_button button, const char *text)
{
    int y, x;
    mouse_find(terminal, text, &y, &x);
    mouse_press_at(terminal, button, y, x);
}

void mouse_press_beside(struct terminal *terminal, const char *text, int column)
{
    int y, x;
    mouse_find(terminal, text, &y, &x);
    mouse_press_at(terminal, MOUSE_LEFT, y, column);
}

/* As fast as the machine lets it be seen: again, where it was too slow for one of them. */
void mouse_press_twice(struct terminal *terminal, const char *text, const char *leads_to)
{
    bool there = false;
    for (int i = 0; i < 20 && !there; i++) {
        mouse_press(terminal, MOUSE_LEFT, text);
        terminal_look(terminal, 50);
        char *screen = terminal_screen(terminal);
        there = strstr(screen, leads_to) != NULL;
        free(screen);
    }
    terminal_shows(terminal, leads_to);
}
