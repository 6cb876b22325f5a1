/*
 * columns_model.c: one array of offers, parted into those taken and the others.
 */
#include "tui/list/columns_model.h"
#include "core/base/text.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

static bool columns_has(const struct columns_model *choosing, const char *name)
{
    for (size_t i = 0; i < choosing->count; i++)
        if (strcmp(choosing->list[i].name, name) == 0)
            return true;
    return false;
}

static void columns_model_add(
    struct columns_model *choosing, const struct kind *kind, const char *name)
{
    struct column column;
    if (columns_has(choosing, name) || column_parse(kind, name, &column, &(struct li_error){0}))
        return;
    char *both = li_format("%s %s", column.label, column.name);
    choosing->list = li_realloc(choosing->list, choosing->count + 1, sizeof *choosing->list);
    choosing->list[choosing->count++] = (struct offer){.name = column.name,
        .label = column.label,
        .help = column.field->help ? column.field->help : "",
        .folded = text_fold(both)};
    free(both);
}

struct taking {
    struct columns_model *choosing;
    const struct kind *kind;
};

static enum li_err columns_take(void *arg, const char *name, struct li_error *err)
{
    struct taking *taking = arg;
    (void)err;
    columns_model_add(taking->choosing, taking->kind, name);
    return LI_OK;
}

/* The fields of the record that a reference names. */
static void columns_add_beyond(
    struct columns_model *choosing, const struct kind *kind, const struct field *reference)
{
    const struct kind *target = kind_find(reference->ref);
    for (int i = 0; i < target->field_count; i++) {
        char *name = li_format("%s.%s", reference->name, target->fields[i].name);
        columns_model_add(choosing, kind, name);
        free(name);
    }
}

void columns_model_start(struct columns_model *choosing, const struct kind *kind, const char *order)
{
    struct taking taking = {choosing, kind};
    *choosing = (struct columns_model){0};
    columns_each(order, columns_take, &taking, &(struct li_error){0});
    choosing->taken = choosing->count;
    for (int i = 0; i < kind->field_count; i++)
        columns_model_add(choosing, kind, kind->fields[i].name);
    columns_model_add(choosing, kind, column_id.name);
    for (int i = 0; i < kind->field_count; i++)
        if (kind->fields[i].type == FIELD_REF)
            columns_add_beyond(choosing, kind, &kind->fields[i]);
}

void columns_model_free(struct columns_model *choosing)
{
    for (size_t i = 0; i < choosing->count; i++) {
        free(choosing->list[i].name);
        free(choosing->list[i].label);
        free(choosing->list[i].folded);
    }
    free(choosing->list);
    *choosing = (struct columns_model){0};
}

static void columns_put(struct columns_model *choosing, size_t from, size_t to)
{
    struct offer moved = choosing->list[from];
    for (; from < to; from++)
        choosing->list[from] = choosing->list[from + 1];
    for (; from > to; from--)
        choosing->list[from] = choosing->list[from - 1];
    choosing->list[to] = moved;
}

size_t columns_model_toggle(struct columns_model *choosing, size_t at)
{
    bool taken = at < choosing->taken;
    if (taken && choosing->taken == 1)
        return at;
    choosing->taken -= taken;
    columns_put(choosing, at, choosing->taken);
    choosing->taken += !taken;
    return taken ? choosing->taken : choosing->taken - 1;
}

size_t columns_model_shift(struct columns_model *choosing, size_t at, int by)
{
    size_t to = at + (size_t)by;
    if (at >= choosing->taken || to >= choosing->taken)
        return at;
    columns_put(choosing, at, to);
    return to;
}

bool columns_model_fits(const struct columns_model *choosing, size_t at, const char *folded)
{
    return text_has_words(choosing->list[at].folded, folded);
}

char *columns_model_names(const struct columns_model *choosing)
{
    char *names = NULL;
    FILE *out = li_text_open(&names);
    for (size_t i = 0; i < choosing->taken; i++)
        fprintf(out, "%s%s", i ? "," : "", choosing->list[i].name);
    li_text_close(out);
    return names;
}
