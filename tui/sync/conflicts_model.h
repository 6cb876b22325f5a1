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
    size_t described; /* at least this many of the first items are described */
};

/* Loads the list again. *at, an index in it, follows its conflict; if that is no longer open, it
   stays as it is. */
enum li_err conflicts_model_load(
    struct conflicts_model *model, struct context *context, size_t *at, struct li_error *err);
void conflicts_model_clear(struct conflicts_model *model);

/* NULL: there is none at that index. */
struct conflicts_item *conflicts_model_item(const struct conflicts_model *model, size_t at);

/* The index of the record's first conflict; list.count: it has none. */
size_t conflicts_model_find(
    const struct conflicts_model *model, const struct kind *kind, const struct id *id);

/* Describes one: of the `height` items from top on, else the next. 1: there are more. 0: all are
   described. -1: *err says why. */
int conflicts_model_work(struct conflicts_model *model, struct context *context, size_t top,
    size_t height, struct li_error *err);

/* Decides on the item at that index. */
enum li_err conflicts_model_decide(struct conflicts_model *model, struct context *context,
    size_t at, enum decision decision, struct li_error *err);

/* Decides on all whose lost edit was made on the same device as that of the item at `at`. *count:
   how many. Until it writes, progress counts those it has described. */
enum li_err conflicts_model_decide_device(struct conflicts_model *model, struct context *context,
    size_t at, enum decision decision, progress_fn progress, void *arg, size_t *count,
    struct li_error *err);

#endif
