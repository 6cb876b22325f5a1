/*
 * columns_model.c: one array of columns: the chosen ones in their order, then the others.
 */
#include "tui/list/columns_model.h"
#include "core/base/text.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static bool columns_has(const struct columns_model *model, const char *name)
{
    for (size_t i = 0; i < model->count; i++)
        if (strcmp(model->list[i].name, name) == 0)
            return true;
    return false;
}

static void columns_model_add(
    struct columns_model *model, const struct kind *kind, const char *name)
{
    struct column column;
    if (columns_has(model, name) || column_parse(kind, name, &column, &(struct li_error){0}))
        return;
    char *both = li_format("%s %s", column.label, column.name);
    model->list = li_realloc(model->list, model->count + 1, sizeof *model->list);
    model->list[model->count++] = (struct columns_item){.name = column.name,
        .label = column.label,
        .help = column.field->help ? column.field->help : "",
        .folded = text_fold(both)};
    free(both);
}

struct columns_reader {
    struct columns_model *model;
    const struct kind *kind;
};

static enum li_err columns_read_name(void *arg, const char *name, struct li_error *err)
{
    struct columns_reader *reader = arg;
    (void)err;
    columns_model_add(reader->model, reader->kind, name);
    return LI_OK;
}

/* The fields of the record that a reference names. */
static void columns_add_fields_of(
    struct columns_model *model, const struct kind *kind, const struct field *reference)
{
    const struct kind *target = kind_find(reference->ref);
    for (int i = 0; i < target->field_count; i++) {
        char *name = li_format("%s.%s", reference->name, target->fields[i].name);
        columns_model_add(model, kind, name);
        free(name);
    }
}

void columns_model_begin(struct columns_model *model, const struct kind *kind, const char *order)
{
    assert(kind && order);
    struct columns_reader reader = {model, kind};
    *model = (struct columns_model){0};
    columns_each(order, columns_read_name, &reader, &(struct li_error){0});
    model->chosen_count = model->count;
    for (int i = 0; i < kind->field_count; i++)
        columns_model_add(model, kind, kind->fields[i].name);
    columns_model_add(model, kind, column_id.name);
    for (int i = 0; i < kind->field_count; i++)
        if (kind->fields[i].type == FIELD_REF)
            columns_add_fields_of(model, kind, &kind->fields[i]);
}

void columns_model_end(struct columns_model *model)
{
    for (size_t i = 0; i < model->count; i++) {
        free(model->list[i].name);
        free(model->list[i].label);
        free(model->list[i].folded);
    }
    free(model->list);
    *model = (struct columns_model){0};
}

static void columns_move(struct columns_model *model, size_t from, size_t to)
{
    struct columns_item moved = model->list[from];
    for (; from < to; from++)
        model->list[from] = model->list[from + 1];
    for (; from > to; from--)
        model->list[from] = model->list[from - 1];
    model->list[to] = moved;
}

size_t columns_model_toggle(struct columns_model *model, size_t at)
{
    assert(at < model->count);
    bool chosen = at < model->chosen_count;
    if (chosen && model->chosen_count == 1)
        return at;
    model->chosen_count -= chosen;
    columns_move(model, at, model->chosen_count);
    model->chosen_count += !chosen;
    return chosen ? model->chosen_count : model->chosen_count - 1;
}

size_t columns_model_shift(struct columns_model *model, size_t at, int by)
{
    assert(at < model->count && (by == 1 || by == -1));
    size_t to = at + (size_t)by;
    if (at >= model->chosen_count || to >= model->chosen_count)
        return at;
    columns_move(model, at, to);
    return to;
}

bool columns_model_fits(const struct columns_model *model, size_t at, const char *folded)
{
    assert(at < model->count && folded);
    return text_has_words(model->list[at].folded, folded);
}

char *columns_model_names(const struct columns_model *model)
{
    char *names = NULL;
    FILE *out = li_text_open(&names);
    for (size_t i = 0; i < model->chosen_count; i++)
        fprintf(out, "%s%s", i ? "," : "", model->list[i].name);
    li_text_close(out);
    return names;
}
