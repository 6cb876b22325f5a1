/*
 * mouse.c: what the mouse did at once, as when its wheel turns fast, curses gives as one key, and
 * the latest of it first.
 */
#include "tui/term/mouse.h"
#include <assert.h>
#include <ncurses.h>
#include <stddef.h>

enum { MOUSE_MOST = 8 /* curses remembers no more */, MOUSE_TWICE = 400 /* ms */ };

static struct {
    MEVENT events[MOUSE_MOST]; /* the latest first */
    size_t count;
    struct {
        int64_t at;
        int y, x;
    } click; /* the last one, to tell a double click */
} mouse;

void mouse_gather(void)
{
    while (mouse.count < MOUSE_MOST && getmouse(&mouse.events[mouse.count]) == OK)
        mouse.count++;
}

static int mouse_left_button(int64_t now, int y, int x)
{
    bool twice = now - mouse.click.at < MOUSE_TWICE && mouse.click.y == y && mouse.click.x == x;
    mouse.click.at = twice ? 0 : now;
    mouse.click.y = y;
    mouse.click.x = x;
    return twice ? 2 : 1;
}

bool mouse_take(int64_t now, int *y, int *x, int *button)
{
    assert(y && x && button && mouse.count <= MOUSE_MOST);
    *button = 0;
    while (*button == 0 && mouse.count > 0) {
        const MEVENT *event = &mouse.events[--mouse.count];
        *y = event->y;
        *x = event->x;
        *button = event->bstate & BUTTON1_PRESSED   ? mouse_left_button(now, *y, *x)
                  : event->bstate & BUTTON4_PRESSED ? 4
                  : event->bstate & BUTTON5_PRESSED ? 5
                                                    : 0;
    }
    return *button != 0;
}
