/*
 * short_list.h: records so few that all are read at once: narrowed by words, one of them chosen.
 */
#ifndef LI_TUI_WIDGET_SHORT_LIST_H
#define LI_TUI_WIDGET_SHORT_LIST_H

#include "data/base/id.h"
#include "tui/term/screen.h"

struct one {
    struct id id;
    char *title, *aside; /* aside may be NULL */
    bool fits;           /* the words */
};

struct few {
    struct one *list;
    int count, chosen; /* chosen: -1 when none fits or none is wanted */
};

/* As the last; the first of all is chosen. Copied. */
void few_add(struct few *few, const struct id *id, const char *title, const char *aside);
void few_free(struct few *few);

/* What is chosen stays while it fits. */
void few_narrow(struct few *few, const char *words);
void few_move(struct few *few, int by);
void few_choose(struct few *few, const struct id *id); /* NULL: none */
/* Chooses the one painted in that row of the screen, if they are painted from the second row of the
   area on; false: there is none. */
bool few_press(struct few *few, struct area area, int y);
const struct one *few_chosen(const struct few *few); /* NULL: none */

/* Paints those that fit, around the one chosen. none: what to say when that one doesn't exist; may
   be NULL. Returns the line after them. */
int few_draw(const struct few *few, const char *none, struct area area);

#endif
