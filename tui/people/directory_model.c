/*
 * directory_model.c: a row finder over affiliates, and the cells of those that were shown last.
 *
 * What holds between calls:
 *
 * 1. column is at most the number of roles.
 * 2. Cells in loaded are of directory: when that is loaded again they are all freed first.
 * 3. No affiliate is in loaded twice.
 */
#include "tui/people/directory_model.h"
#include "core/kind/affiliate.h"
#include "core/kind/person.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

void directory_model_begin(struct directory_model *model, struct context *context)
{
    assert(context);
    *model = (struct directory_model){.context = context, .day = context->today};
    columns_parse(&kind_affiliate, "code,name", &model->columns, &(struct li_error){0});
    model->rows = row_finder_new(context, &key_clock, &kind_affiliate, &model->columns);
}

static void directory_forget(struct directory_model *model)
{
    for (size_t i = 0; i < DIRECTORY_LOADED; i++) {
        if (model->loaded[i].cells)
            directory_cells_free(model->directory, model->loaded[i].cells);
        model->loaded[i].cells = NULL;
    }
    directory_free(model->directory);
    model->directory = NULL;
}

void directory_model_end(struct directory_model *model)
{
    directory_forget(model);
    row_finder_free(model->rows);
    columns_free(&model->columns);
    free(model->filter);
}

enum li_err directory_model_load(struct directory_model *model, struct li_error *err)
{
    directory_forget(model);
    model->directory = directory_new(model->context, model->day, err);
    if (model->column > directory_model_roles(model))
        model->column = directory_model_roles(model);
    return model->directory ? LI_OK : err->code;
}

enum li_err directory_model_filter(
    struct directory_model *model, const char *filter, struct li_error *err)
{
    const char *words = filter && *filter ? filter : NULL;
    enum li_err code = row_finder_find(model->rows, words, NULL, err);
    if (code)
        return code;
    char *copy = li_strdup(words);
    free(model->filter);
    model->filter = copy;
    return LI_OK;
}

size_t directory_model_roles(const struct directory_model *model)
{
    return model->directory ? model->directory->role_count : 0;
}

const struct directory_cell *directory_model_cells(
    struct directory_model *model, const struct id *affiliate)
{
    assert(affiliate);
    for (size_t i = 0; i < DIRECTORY_LOADED; i++)
        if (model->loaded[i].cells && id_equal(&model->loaded[i].id, affiliate))
            return model->loaded[i].cells;
    if (!model->directory)
        return NULL;
    struct li_error err;
    struct directory_loaded *loaded = &model->loaded[model->next++ % DIRECTORY_LOADED];
    directory_cells_free(model->directory, loaded->cells);
    *loaded =
        (struct directory_loaded){*affiliate, directory_load(model->directory, affiliate, &err)};
    return loaded->cells;
}

bool directory_model_record(
    struct directory_model *model, size_t line, const struct kind **kind, struct id *id)
{
    const struct row_cells *row = row_finder_get(model->rows, line);
    assert(kind && id && model->column <= directory_model_roles(model));
    *kind = model->column ? &kind_person : &kind_affiliate;
    if (!row)
        return false;
    *id = row->id;
    if (model->column == 0)
        return true;
    const struct directory_cell *cells = directory_model_cells(model, id);
    if (!cells || !cells[model->column - 1].names)
        return false;
    *id = cells[model->column - 1].person;
    return true;
}
