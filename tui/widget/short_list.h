/*
 * short_list.h: records so few that all are read at once: narrowed by words, one of them chosen.
 */
#ifndef LI_TUI_WIDGET_SHORT_LIST_H
#define LI_TUI_WIDGET_SHORT_LIST_H

#include "data/base/id.h"
#include "tui/term/screen.h"

struct short_list_row {
    struct id id;
    char *title, *aside; /* aside may be NULL */
    bool fits;           /* the words */
};

struct short_list {
    struct short_list_row *rows;
    int count, chosen; /* chosen: -1 when none fits or none is wanted */
};

/* As the last; the first of all is chosen. Copied. */
void short_list_add(
    struct short_list *list, const struct id *id, const char *title, const char *aside);
void short_list_free(struct short_list *list);

/* What is chosen stays while it fits. */
void short_list_narrow(struct short_list *list, const char *words);
void short_list_move(struct short_list *list, int by);
void short_list_choose(struct short_list *list, const struct id *id); /* NULL: none */
/* Chooses the one painted in that row of the screen, if they are painted from the second row of the
   area on; false: there is none. */
bool short_list_press(struct short_list *list, struct area area, int y);
const struct short_list_row *short_list_chosen(const struct short_list *list); /* NULL: none */

/* Paints those that fit, around the one chosen. none: what to say when that one doesn't exist; may
   be NULL. Returns the line after them. */
int short_list_draw(const struct short_list *list, const char *none, struct area area);

#endif
