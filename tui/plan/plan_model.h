/*
 * plan_model.h: one line of a plan being drafted, under the fingers: its title, then what it aims
 * at.
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

void plan_line_start(struct plan_line *line, struct plan_item *item);
/* back: with what stood there before. */
void plan_line_end(struct plan_line *line, bool back);

/* Takes a key of text, or one that goes to the other cell; what can be read stands in the item at
   once. *changed: it does now. False: not a key of the line. */
bool plan_line_key(
    struct plan_line *line, struct context *context, const struct key *key, bool *changed);

/* Whether all of it can be read and breaks no rule; else the cursor goes where it cannot. */
enum li_err plan_line_judge(struct plan_line *line, struct context *context, struct li_error *err);

/* "Title, then Target": what is edited. The caller frees it. */
char *plan_line_help(const struct plan_line *line);

/* The cells side by side, what it aims at that wide. */
void plan_line_draw(struct plan_line *line, struct area area, int aim, bool focused);

#endif
