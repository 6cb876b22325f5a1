/*
 * conflict_model.h: what was changed in a form and meanwhile by somebody else, too: both, by whom
 * and when, and which is to stay.
 */
#ifndef LI_TUI_FORM_CONFLICT_MODEL_H
#define LI_TUI_FORM_CONFLICT_MODEL_H

#include "tui/form/form_model.h"

enum conflict_choice { CONFLICT_OPEN, CONFLICT_MINE, CONFLICT_THEIRS, CONFLICT_BOTH };

struct conflict {
    int field; /* -1: of none: the record was archived */
    const char *label;
    char *was, *mine, *theirs; /* as a person reads them; "" where nothing stands */
    char *both;                /* a long text that holds what both wrote; NULL: of no other field */
    char *by, *at;             /* who made it theirs, and when; NULL: history does not tell */
    enum conflict_choice choice;
};

struct conflict_model {
    struct form_model *form;
    struct conflict *list;
    size_t count;
};

/* As form_model_judge or form_model_renew saw them last. */
void conflict_model_find(
    struct conflict_model *model, struct form_model *form, struct context *context);
void conflict_model_end(struct conflict_model *model);

/* The first at or after that place for which nothing is chosen; count: there is none. */
size_t conflict_model_unchosen(const struct conflict_model *model, size_t from);

/* What the conflict comes to; NULL: nothing is chosen. */
const char *conflict_model_outcome(const struct conflict *conflict);

/* How many bytes of a long text need not be shown, since all of its versions begin with them. */
size_t conflict_model_common(const struct conflict *conflict);

/* Puts what was chosen into the form, which may then be saved. All must be chosen. */
void conflict_model_apply(struct conflict_model *model, struct context *context);

/* One text of two that both began as the third: what each added to it, or else one after the
   other. The caller frees it. */
char *conflict_model_combine(const char *was, const char *mine, const char *theirs);

#endif
