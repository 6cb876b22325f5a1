/*
 * conflict_model.h: the fields that were changed both in a form and by someone else: both values,
 * the author and time of the other change, and the choice between them.
 */
#ifndef LI_TUI_FORM_CONFLICT_MODEL_H
#define LI_TUI_FORM_CONFLICT_MODEL_H

#include "tui/form/form_model.h"

enum conflict_choice { CONFLICT_OPEN, CONFLICT_MINE, CONFLICT_THEIRS, CONFLICT_BOTH };

struct conflict {
    int field; /* of the form; -1: the record was archived */
    const char *label;
    char *was, *mine, *theirs; /* as shown; "": blank */
    char *both;                /* of a long text: what both wrote; else NULL */
    char *by, *at;             /* author and time of theirs; NULL: not in the history */
    enum conflict_choice choice;
};

struct conflict_model {
    struct form_model *form;
    struct conflict *list;
    size_t count;
};

/* Finds the conflicts that form_model_check or form_model_refresh saw last. End it. The form must
   outlive it. */
void conflict_model_find(
    struct conflict_model *model, struct form_model *form, struct context *context);
void conflict_model_end(struct conflict_model *model);

/* The first for which nothing is chosen, from that place on, wrapping around; count: there is none.
 */
size_t conflict_model_unchosen(const struct conflict_model *model, size_t from);

/* The value that was chosen; NULL: nothing is chosen. */
const char *conflict_model_outcome(const struct conflict *conflict);

/* How many bytes at the beginning are the same in all versions of a long text, and need not be
 * shown. */
size_t conflict_model_common(const struct conflict *conflict);

/* Puts the chosen values into the form, which may then be saved. All must be chosen. */
void conflict_model_apply(struct conflict_model *model, struct context *context);

/* Combines two texts that both began as was: where both only added to it, what each added; else one
   after the other. The caller frees it. */
char *conflict_model_combine(const char *was, const char *mine, const char *theirs);

#endif
