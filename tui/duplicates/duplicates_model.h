/*
 * duplicates_model.h: the possible duplicates of each kind, found between keys.
 */
#ifndef LI_TUI_DUPLICATES_DUPLICATES_MODEL_H
#define LI_TUI_DUPLICATES_DUPLICATES_MODEL_H

#include "core/duplicates/duplicates.h"
#include "tui/app/scroll.h"

/* The pairs of one kind. */
struct duplicates_list {
    const struct kind *kind;
    struct duplicates *found;   /* NULL: not yet */
    struct duplicates *looking; /* replaces found once it is complete; NULL: found is up to date */
    struct scroll scroll;       /* while another kind is shown; else the panel's is used */
};

struct duplicates_model {
    struct duplicates_list *lists; /* of each kind that can have duplicates */
    size_t count, at;              /* which is shown */
};

/* first: the kind that is shown at first, if it can have duplicates. */
void duplicates_model_begin(
    struct duplicates_model *model, struct context *context, const struct kind *first);
void duplicates_model_end(struct duplicates_model *model);

struct duplicates_list *duplicates_model_shown(const struct duplicates_model *model);

/* Pairs found so far. */
size_t duplicates_model_pairs(const struct duplicates_list *list);

/* The list to be looked through next: of the kind shown, then of the others, whose counts are shown
   as well. NULL: all are found. */
struct duplicates_list *duplicates_model_next(const struct duplicates_model *model);

/* One sweep over that list. scroll: its cursor, which stays on its pair or, if that is gone, at its
   place. After LI_INTERRUPTED it can be tried again; after any other failure the list is left. */
enum li_err duplicates_model_look(
    struct duplicates_list *list, struct scroll *scroll, struct li_error *err);

/* Looks through all again; what was found stays until then. */
void duplicates_model_refresh(struct duplicates_model *model, struct context *context);

/* Shows the kind that many lists on, and exchanges the cursor for its own. */
void duplicates_model_turn(struct duplicates_model *model, size_t by, struct scroll *scroll);

/* Takes a pair off the list shown. */
void duplicates_model_remove(struct duplicates_model *model, size_t at);

#endif
