/*
 * views_model.c: views are records; here they are listed by their kind.
 */
#include "tui/list/views_model.h"
#include "core/kind/view.h"
#include "core/query/row_reader.h"
#include "core/record/record.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

void views_model_end(struct views_model *model)
{
    assert(model);
    for (size_t i = 0; i < model->count; i++)
        list_state_free(&model->list[i].state);
    free(model->list);
    model->list = NULL;
    model->count = 0;
}

/* --- loading ---------------------------------------------------------------------------------- */

/* The columns of a view that are loaded, in their order. */
#define VIEWS_COLUMNS "name,kind,filter,columns,sort"
enum { VIEWS_NAME, VIEWS_KIND, VIEWS_FILTER, VIEWS_COLUMN_NAMES, VIEWS_SORT };

static char *views_model_text(const struct row_cells *cells, int column)
{
    const char *text = cells->texts[column];
    return *text ? li_strdup(text) : NULL;
}

static void views_model_add(void *arg, const struct row_cells *cells)
{
    struct views_model *model = arg;
    const struct kind *kind = kind_find(cells->texts[VIEWS_KIND]);
    if (!kind)
        return;
    model->list = li_realloc(model->list, model->count + 1, sizeof *model->list);
    model->list[model->count++] = (struct views_item){.id = cells->id,
        .state = {.kind = kind,
            .name = views_model_text(cells, VIEWS_NAME),
            .filter = views_model_text(cells, VIEWS_FILTER),
            .columns = views_model_text(cells, VIEWS_COLUMN_NAMES),
            .sort = views_model_text(cells, VIEWS_SORT)}};
}

/* Views of the kind beneath come first; both parts stay in their order. */
static void views_model_sort(struct views_model *model)
{
    struct views_item *sorted = li_calloc(model->count + 1, sizeof *sorted);
    size_t count = 0;
    for (int own_kind = 1; own_kind >= 0; own_kind--)
        for (size_t i = 0; i < model->count; i++)
            if ((model->list[i].state.kind == model->kind) == own_kind)
                sorted[count++] = model->list[i];
    free(model->list);
    model->list = sorted;
}

enum li_err views_model_load(
    struct views_model *model, struct context *context, struct li_error *err)
{
    assert(model && context && err);
    struct columns columns;
    struct listing listing = {.kind = &kind_view};
    views_model_end(model);
    enum li_err code = columns_parse(&kind_view, VIEWS_COLUMNS, &columns, err);
    if (!code)
        code = row_reader_each(context, &listing, &columns, views_model_add, model, err);
    views_model_sort(model);
    columns_free(&columns);
    return code;
}

const struct views_item *views_model_item(const struct views_model *model, size_t at)
{
    assert(model);
    return at < model->count ? &model->list[at] : NULL;
}

/* --- saving ----------------------------------------------------------------------------------- */

static const struct views_item *views_model_find(
    const struct views_model *model, const struct kind *kind, const char *name)
{
    for (size_t i = 0; i < model->count; i++)
        if (model->list[i].state.kind == kind && strcmp(model->list[i].state.name, name) == 0)
            return &model->list[i];
    return NULL;
}

enum li_err views_model_save(struct views_model *model, struct context *context,
    const struct list_state *state, bool *updated, struct li_error *err)
{
    assert(model && context && state && state->name && updated && err);
    struct record *record = NULL;
    enum li_err code = LI_OK;
    const struct views_item *same = views_model_find(model, state->kind, state->name);
    *updated = same;
    if (same)
        code = record_load(context, &kind_view, &same->id, &record, err);
    else
        record = record_new(context, &kind_view);
    if (code)
        return code;
    record_set(record, VIEW_NAME, state->name);
    record_set(record, VIEW_KIND, state->kind->name);
    record_set(record, VIEW_FILTER, state->filter);
    record_set(record, VIEW_COLUMNS, state->columns);
    record_set(record, VIEW_SORT, state->sort);
    code = record_save(context, record, err);
    record_free(record);
    return code;
}
