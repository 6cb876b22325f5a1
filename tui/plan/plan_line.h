/*
 * plan_line.h: a line of a draft plan while it is edited: a text for its title and one for its aim
 * (PLAN_AIM: a target or a date).
 */
#ifndef LI_TUI_PLAN_PLAN_LINE_H
#define LI_TUI_PLAN_PLAN_LINE_H

#include "core/plan/plan.h"
#include "tui/term/edit.h"

struct plan_line {
    struct plan_item *item; /* NULL: no line is edited */
    struct edit edits[PLAN_CELLS];
    int fields[PLAN_CELLS];             /* the field of the record that each cell edits */
    struct record *records[PLAN_CELLS]; /* of the item */
    char *before[PLAN_CELLS];           /* the values before; NULL: blank */
    enum plan_cell cell;                /* with the cursor */
};

/* The item must outlive the edit. */
void plan_line_begin(struct plan_line *line, struct plan_item *item);
/* restore: puts back the values from before. Does nothing where no line is edited. */
void plan_line_end(struct plan_line *line, bool restore);

/* Takes a key of text, or Tab to the other cell. Text that can be parsed is in the item at once,
 *and changed is set. False: not a key of the line. */
bool plan_line_key(
    struct plan_line *line, struct context *context, const struct key *key, bool *changed);

/* Parses both texts and checks the record; on failure the cursor is in the cell to correct. */
enum li_err plan_line_check(struct plan_line *line, struct context *context, struct li_error *err);

/* "Title, then Target; Enter: next". The caller frees it. */
char *plan_line_help(const struct plan_line *line);

/* Draws both cells in one row; aim: columns of the second. */
void plan_line_draw(struct plan_line *line, struct area area, int aim, bool focused);

#endif
