/*
 * bare.c: the least program that shows a list: the measure of what a terminal costs. Its lines are
 * those that liaise shows, read from a file where they all are of one length.
 */
#include "tests/bench/measure.h"
#include <curses.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

enum { LINE = 79 /* bytes, with its end */ };

static void paint(int file, long top, long at, long rows)
{
    char line[LINE] = "";
    erase();
    for (int y = 0; y < LINES - 1 && top + y < rows; y++) {
        if (pread(file, line, LINE - 1, (top + y) * LINE) != LINE - 1)
            memset(line, ' ', LINE - 1);
        attrset(top + y == at ? A_REVERSE : A_NORMAL);
        mvaddnstr(y, 0, line, LINE - 1);
    }
    attrset(A_NORMAL);
    mvprintw(LINES - 1, 0, "%ld of %ld", at + 1, rows);
    refresh();
}

int bare_list(const char *path)
{
    FILE *in = fopen(path, "r");
    if (!in || fseek(in, 0, SEEK_END) != 0)
        return 1;
    long rows = ftell(in) / LINE, top = 0, at = 0, number = 0;
    setlocale(LC_ALL, "");
    initscr();
    cbreak();
    noecho();
    keypad(stdscr, TRUE);
    for (int key = 0; key != 'q'; key = getch()) {
        long page = LINES - 1;
        at += key == KEY_DOWN ? 1 : key == KEY_UP ? -1 : key == KEY_NPAGE ? page : 0;
        at = key == KEY_END || at >= rows ? rows - 1 : key == KEY_HOME || at < 0 ? 0 : at;
        at = key == '%' ? rows * number / 100 : at;
        number = key >= '0' && key <= '9' ? number * 10 + key - '0' : 0;
        top = at < top ? at : at >= top + page ? at - page + 1 : top;
        paint(fileno(in), top, at, rows);
    }
    endwin();
    fclose(in);
    return 0;
}
