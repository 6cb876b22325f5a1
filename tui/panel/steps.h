/*
 * steps.h: the milestones of a goal that are not done, narrowed by words, one of them chosen.
 */
#ifndef LI_PANEL_STEPS_H
#define LI_PANEL_STEPS_H

#include "../../core/liaise.h"
#include "../screen.h"

struct step {
    struct id id;
    char *title, *due; /* due may be NULL */
    bool fits;         /* the words */
};

struct steps {
    struct step *list;
    int count, chosen; /* chosen: -1 when none fits */
};

/* Reads them again, the first due first. */
enum li_err steps_read(
    struct steps *steps, struct li *li, const struct id *goal, struct li_error *err);
void steps_free(struct steps *steps);

/* What is chosen stays while it fits. */
void steps_narrow(struct steps *steps, const char *words);
void steps_move(struct steps *steps, int by);
const struct step *steps_chosen(const struct steps *steps); /* NULL: none */

/* Paints those that fit, around the one chosen; all: how many there are, done ones too. Returns the
   line after them. */
int steps_draw(const struct steps *steps, int all, struct area area);

#endif
