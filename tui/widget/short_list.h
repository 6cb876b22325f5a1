/*
 * short_list.h: few records, all loaded at once, that words narrow and of which one is chosen.
 */
#ifndef LI_TUI_WIDGET_SHORT_LIST_H
#define LI_TUI_WIDGET_SHORT_LIST_H

#include "data/base/id.h"
#include "tui/term/screen.h"

struct short_list_row {
    struct id id;
    char *title, *aside; /* aside may be NULL */
    bool fits;           /* it matches the words */
};

struct short_list {
    struct short_list_row *rows;
    int count, chosen; /* chosen: -1: none */
};

/* Adds a row at the end, and chooses the first row. The texts are copied. */
void short_list_add(
    struct short_list *list, const struct id *id, const char *title, const char *aside);
void short_list_free(struct short_list *list);

/* Keeps the chosen row if it matches, else chooses the first that does. */
void short_list_narrow(struct short_list *list, const char *words);
void short_list_move(struct short_list *list, int by);
void short_list_choose(struct short_list *list, const struct id *id); /* NULL: none */
/* Chooses the row drawn at row y of the screen, where the area has a line of text and the rows
   follow below it; false: there is none. */
bool short_list_press(struct short_list *list, struct area area, int y);
const struct short_list_row *short_list_chosen(const struct short_list *list); /* NULL: none */

/* Draws the rows that match, around the chosen one. none: the message where none is chosen; may be
   NULL. Returns the row of the screen after them. */
int short_list_draw(const struct short_list *list, const char *none, struct area area);

#endif
