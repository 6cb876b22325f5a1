/*
 * plan_model.h: the line of a draft plan that is being edited: its title, then its aim.
 */
#ifndef LI_TUI_PLAN_PLAN_MODEL_H
#define LI_TUI_PLAN_PLAN_MODEL_H

#include "core/plan/plan.h"
#include "tui/term/edit.h"

struct plan_line {
    struct plan_item *item; /* NULL: no line is edited */
    struct edit edits[PLAN_CELLS];
    int fields[PLAN_CELLS];
    struct record *records[PLAN_CELLS]; /* whose they are */
    char *before[PLAN_CELLS];           /* what stood there */
    enum plan_cell cell;
};

void plan_line_begin(struct plan_line *line, struct plan_item *item);
/* back: restores what stood there before. Ending one that is not begun does nothing. */
void plan_line_end(struct plan_line *line, bool back);

/* Takes a key of text, or one that goes to the other cell; text that can be parsed is in the item
   at once, and *changed. False: not a key of the line. */
bool plan_line_key(
    struct plan_line *line, struct context *context, const struct key *key, bool *changed);

/* Parses all of it and checks the record; on failure the cursor is in the cell to correct. */
enum li_err plan_line_check(struct plan_line *line, struct context *context, struct li_error *err);

/* "Title, then Target": what is edited. The caller frees it. */
char *plan_line_help(const struct plan_line *line);

/* The cells side by side; aim: columns of the second. */
void plan_line_draw(struct plan_line *line, struct area area, int aim, bool focused);

#endif
