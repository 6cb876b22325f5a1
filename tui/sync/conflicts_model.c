/*
 * conflicts_model.c: the list, and the part of it that a decision is about.
 *
 * What holds between calls:
 *
 * 1. The first `described` items of list are described.
 */
#include "tui/sync/conflicts_model.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

void conflicts_model_clear(struct conflicts_model *model)
{
    assert(model);
    conflicts_clear(&model->list);
    model->described = 0;
}

struct conflicts_item *conflicts_model_item(const struct conflicts_model *model, size_t at)
{
    assert(model);
    return at < model->list.count ? &model->list.items[at] : NULL;
}

size_t conflicts_model_find(
    const struct conflicts_model *model, const struct kind *kind, const struct id *id)
{
    assert(model && kind && id);
    size_t at = 0;
    while (at < model->list.count &&
           !(model->list.items[at].kind == kind && id_equal(&model->list.items[at].id, id)))
        at++;
    return at;
}

/* Of the same entry, record and field. */
static bool conflicts_model_is_same(const struct conflicts_item *a, const struct conflicts_item *b)
{
    return a->kind == b->kind && a->field == b->field && id_equal(&a->id, &b->id) &&
           hash_equal(&a->entry, &b->entry);
}

enum li_err conflicts_model_load(
    struct conflicts_model *model, struct context *context, size_t *at, struct li_error *err)
{
    assert(model && context && at && err);
    struct conflicts now;
    const struct conflicts_item *held = conflicts_model_item(model, *at);
    enum li_err code = conflicts_load(context, NULL, &now, err);
    if (code) {
        conflicts_clear(&now);
        return code;
    }
    for (size_t i = 0; held && i < now.count; i++)
        if (conflicts_model_is_same(&now.items[i], held))
            *at = i;
    conflicts_model_clear(model);
    model->list = now;
    return LI_OK;
}

static struct conflicts_item *conflicts_model_undescribed(
    const struct conflicts_model *model, size_t from, size_t to)
{
    for (size_t i = from; i < to && i < model->list.count; i++)
        if (!model->list.items[i].title)
            return &model->list.items[i];
    return NULL;
}

int conflicts_model_work(struct conflicts_model *model, struct context *context, size_t top,
    size_t height, struct li_error *err)
{
    assert(model && context && err);
    while (model->described < model->list.count && model->list.items[model->described].title)
        model->described++;
    struct conflicts_item *next = conflicts_model_undescribed(model, top, top + height);
    if (!next)
        next = conflicts_model_item(model, model->described);
    if (!next)
        return 0;
    return conflicts_describe(context, next, err) ? -1 : 1;
}

enum li_err conflicts_model_decide(struct conflicts_model *model, struct context *context,
    size_t at, enum decision decision, struct li_error *err)
{
    struct conflicts_item *item = conflicts_model_item(model, at);
    assert(item && context && err);
    enum li_err code = conflicts_describe(context, item, err);
    return code ? code : conflicts_decide(context, &item, 1, decision, NULL, err);
}

static enum li_err conflicts_model_describe_all(struct conflicts_model *model,
    struct context *context, progress_fn progress, void *arg, struct li_error *err)
{
    enum li_err code = LI_OK;
    size_t count = model->list.count;
    for (size_t i = 0; i < count && !code; i++) {
        code = conflicts_describe(context, &model->list.items[i], err);
        if (!code && progress && !progress(arg, (int64_t)i, (int64_t)count, (int64_t)i))
            code = li_fail(err, LI_INTERRUPTED, "Stopped; nothing was changed.");
    }
    return code;
}

enum li_err conflicts_model_decide_device(struct conflicts_model *model, struct context *context,
    size_t at, enum decision decision, progress_fn progress, void *arg, size_t *count,
    struct li_error *err)
{
    const struct conflicts_item *chosen = conflicts_model_item(model, at);
    assert(chosen && context && count && err);
    *count = 0;
    enum li_err code = conflicts_model_describe_all(model, context, progress, arg, err);
    if (code)
        return code;
    struct conflicts_item **items = li_calloc(model->list.count, sizeof *items);
    for (size_t i = 0; i < model->list.count; i++)
        if (id_equal(&model->list.items[i].loser.replica, &chosen->loser.replica))
            items[(*count)++] = &model->list.items[i];
    code = conflicts_decide(context, items, *count, decision, NULL, err);
    free(items);
    return code;
}
