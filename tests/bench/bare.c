/*
 * bare.c: the least program that shows a list: the measure of what a terminal costs.
 */
#include "measure.h"
#include <curses.h>

static void paint(long top, long at, long rows)
{
    erase();
    for (int y = 0; y < LINES - 1 && top + y < rows; y++) {
        attrset(top + y == at ? A_REVERSE : A_NORMAL);
        mvprintw(y, 0, "%-*.*s", COLS, COLS, "");
        mvprintw(y, 0, "AFF%06ld Association of City Managers of Place %ld", top + y, top + y);
    }
    attrset(A_NORMAL);
    mvprintw(LINES - 1, 0, "%ld of %ld", at + 1, rows);
    refresh();
}

int bare_list(long rows)
{
    long top = 0, at = 0;
    initscr();
    cbreak();
    noecho();
    keypad(stdscr, TRUE);
    for (int key = 0; key != 'q'; key = getch()) {
        long page = LINES - 1;
        at += key == KEY_DOWN ? 1 : key == KEY_UP ? -1 : key == KEY_NPAGE ? page : 0;
        at = key == KEY_END || at >= rows ? rows - 1 : key == KEY_HOME || at < 0 ? 0 : at;
        top = at < top ? at : at >= top + page ? at - page + 1 : top;
        paint(top, at, rows);
    }
    endwin();
    return 0;
}
