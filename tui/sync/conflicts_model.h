/*
 * conflicts_model.h: the open conflicts as the panel shows them, described a few at a time between
 * keys, and decided on.
 */
#ifndef LI_TUI_SYNC_CONFLICTS_MODEL_H
#define LI_TUI_SYNC_CONFLICTS_MODEL_H

#include "core/sync/conflicts_decide.h"
#include "data/base/progress.h"

/* {0} is empty. */
struct conflicts_model {
    struct conflicts list;
    size_t described; /* the first so many are, and perhaps others */
};

/* Reads them again. *at, a place in the list, stays on its conflict; where that is no longer open,
   on the one that has its place. */
enum li_err conflicts_model_load(
    struct conflicts_model *model, struct context *context, size_t *at, struct li_error *err);
void conflicts_model_clear(struct conflicts_model *model);

/* NULL: there is none at that place. */
struct conflicts_item *conflicts_model_item(const struct conflicts_model *model, size_t at);

/* The first of a record; count: it has none. */
size_t conflicts_model_find(
    const struct conflicts_model *model, const struct kind *kind, const struct id *id);

/* Describes one: of the `height` items from top on, else the next. 1: there are more. 0: all are
   described. -1: *err says why. */
int conflicts_model_work(struct conflicts_model *model, struct context *context, size_t top,
    size_t height, struct li_error *err);

/* Decides on the item at that place. */
enum li_err conflicts_model_decide(struct conflicts_model *model, struct context *context,
    size_t at, enum decision decision, struct li_error *err);

/* Decides on all whose edit lost on the same device; *count gets how many. Until it writes,
   progress counts those it has described. */
enum li_err conflicts_model_decide_device(struct conflicts_model *model, struct context *context,
    size_t at, enum decision decision, progress_fn progress, void *arg, size_t *count,
    struct li_error *err);

#endif
