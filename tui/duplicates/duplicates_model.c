/*
 * duplicates_model.c: a list for each kind.
 *
 * What holds between calls:
 *
 * 1. There is a list for each kind that can have duplicates, in the order of duplicates_next.
 * 2. The cursor of lists[at] is the panel's; the others have theirs in their lists.
 * 3. looking is being found, or NULL; what it finds replaces found once it is complete.
 */
#include "tui/duplicates/duplicates_model.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

void duplicates_model_begin(
    struct duplicates_model *model, struct context *context, const struct kind *first)
{
    assert(model && context);
    *model = (struct duplicates_model){0};
    const struct kind *start = duplicates_next(NULL), *next = start;
    do {
        model->lists = li_realloc(model->lists, model->count + 1, sizeof *model->lists);
        if (next == first)
            model->at = model->count;
        model->lists[model->count++] = (struct duplicates_list){.kind = next};
        next = duplicates_next(next);
    } while (next != start);
    duplicates_model_refresh(model, context);
}

void duplicates_model_end(struct duplicates_model *model)
{
    assert(model);
    for (size_t i = 0; i < model->count; i++) {
        duplicates_free(model->lists[i].found);
        duplicates_free(model->lists[i].looking);
    }
    free(model->lists);
    *model = (struct duplicates_model){0};
}

struct duplicates_list *duplicates_model_shown(const struct duplicates_model *model)
{
    assert(model && model->at < model->count);
    return &model->lists[model->at];
}

size_t duplicates_model_pairs(const struct duplicates_list *list)
{
    assert(list);
    return list->found ? list->found->count : 0;
}

struct duplicates_list *duplicates_model_next(const struct duplicates_model *model)
{
    assert(model);
    for (size_t i = 0; i < model->count; i++) {
        struct duplicates_list *list = &model->lists[(model->at + i) % model->count];
        if (list->looking)
            return list;
    }
    return NULL;
}

/* Shows what was found. */
static void duplicates_model_complete(struct duplicates_list *list, struct scroll *scroll)
{
    const struct duplicates *old = list->found, *new = list->looking;
    size_t at = scroll->at;
    for (size_t i = 0; old && at < old->count && i < new->count; i++) {
        const struct duplicates_pair *before = &old->pairs[at], *now = &new->pairs[i];
        if (now->one == before->one && now->other == before->other)
            scroll->at = i;
    }
    duplicates_free(list->found);
    list->found = list->looking;
    list->looking = NULL;
}

enum li_err duplicates_model_look(
    struct duplicates_list *list, struct scroll *scroll, struct li_error *err)
{
    assert(list && list->looking && scroll && err);
    int more = duplicates_look(list->looking, err);
    if (more == 0)
        duplicates_model_complete(list, scroll);
    if (more >= 0)
        return LI_OK;
    if (err->code != LI_INTERRUPTED) {
        duplicates_free(list->looking);
        list->looking = NULL;
    }
    return err->code;
}

void duplicates_model_refresh(struct duplicates_model *model, struct context *context)
{
    assert(model && context);
    for (size_t i = 0; i < model->count; i++) {
        struct duplicates_list *list = &model->lists[i];
        duplicates_free(list->looking);
        list->looking = duplicates_new(context, list->kind);
    }
}

void duplicates_model_turn(struct duplicates_model *model, size_t by, struct scroll *scroll)
{
    assert(model && scroll);
    duplicates_model_shown(model)->scroll = *scroll;
    model->at = (model->at + by) % model->count;
    *scroll = duplicates_model_shown(model)->scroll;
}

void duplicates_model_remove(struct duplicates_model *model, size_t at)
{
    assert(model);
    struct duplicates *found = duplicates_model_shown(model)->found;
    if (!found || at >= found->count)
        return;
    for (size_t i = at; i + 1 < found->count; i++)
        found->pairs[i] = found->pairs[i + 1];
    found->count--;
}
