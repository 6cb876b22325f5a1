/*
 * sharing_list.h: a short list with headings, and below it the row under the cursor in words, as
 * for devices and carriers.
 */
#ifndef LI_TUI_SYNC_SHARING_LIST_H
#define LI_TUI_SYNC_SHARING_LIST_H

#include "core/base/date_show.h"
#include "tui/app/panel.h"

enum { SHARING_LIST_CELLS = 7 };

struct sharing_list_column {
    const char *label;
    int width; /* columns; 0: what is left, shared by all such columns */
};

/* It owns its texts. */
struct sharing_list_row {
    char *cells[SHARING_LIST_CELLS]; /* NULL: blank */
    char *about;                     /* in words; lines end with \n */
    bool warns;                      /* something is wrong with it */
};

/* {0} is empty. */
struct sharing_list {
    struct sharing_list_row *rows;
    size_t count;
};

/* Adds a blank row at the end, to be filled in; valid until the next one is added. */
struct sharing_list_row *sharing_list_add(struct sharing_list *list);
void sharing_list_clear(struct sharing_list *list);

/* Copies text into the cell; NULL: blank. sharing_list_set_minute: a UTC instant, in local time. */
void sharing_list_set(struct sharing_list_row *row, int cell, const char *text);
void sharing_list_set_minute(
    struct sharing_list_row *row, int cell, const char *instant, enum date_order dates);

/* columns: SHARING_LIST_CELLS of them. none: shown if the list is empty. hint: the keys, in the
   last row. */
void sharing_list_draw(struct panel *panel, const struct sharing_list *list,
    const struct sharing_list_column *columns, const char *none, const char *hint, struct area area,
    bool focused);

#endif
