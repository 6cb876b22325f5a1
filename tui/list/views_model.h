/*
 * views_model.h: the saved views, and a list saved as one.
 */
#ifndef LI_TUI_LIST_VIEWS_MODEL_H
#define LI_TUI_LIST_VIEWS_MODEL_H

#include "core/context/context.h"
#include "tui/app/list_state.h"

struct views_item {
    struct id id;
    struct list_state state;
};

/* {.kind = K} is empty. */
struct views_model {
    const struct kind *kind; /* of the list beneath, whose views come first; NULL: there is none */
    struct views_item *list;
    size_t count;
};

/* On failure the views loaded before it are listed. */
enum li_err views_model_load(
    struct views_model *model, struct context *context, struct li_error *err);
void views_model_end(struct views_model *model);

/* NULL: there is no such line. */
const struct views_item *views_model_item(const struct views_model *model, size_t at);

/* Saves what a list shows as a view of its name; *updated: there was one, which shows that now. */
enum li_err views_model_save(struct views_model *model, struct context *context,
    const struct list_state *state, bool *updated, struct li_error *err);

#endif
