/*
 * list_model.c: a row finder, and the filter, order, columns and selection that a person has given
 * it.
 */
#include "tui/list/list_model.h"
#include "core/record/bulk.h"
#include "data/base/memory.h"
#include "tui/list/column_layout.h"
#include "tui/widget/sort_order.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void list_set_text(char **text, const char *to)
{
    char *copy = li_strdup(to);
    free(*text);
    *text = copy;
}

void list_model_begin(struct list_model *model, struct context *context, const struct kind *kind,
    struct scroll *scroll)
{
    assert(context && kind && kind->sort && scroll);
    *model = (struct list_model){.context = context, .kind = kind, .scroll = scroll};
    model->sort = li_strdup(kind->sort);
    columns_parse(kind, NULL, &model->columns, &(struct li_error){0});
    model->widths = li_calloc(model->columns.count + 1, sizeof *model->widths);
    model->rows = row_finder_new(context, &key_clock, kind, &model->columns);
}

void list_model_end(struct list_model *model)
{
    list_selection_drop(&model->selection);
    search_matches_free(&model->matches);
    row_finder_free(model->rows);
    columns_free(&model->columns);
    free(model->chosen);
    free(model->widths);
    free(model->view);
    free(model->filter);
    free(model->sort);
}

/* --- columns ---------------------------------------------------------------------------------- */

/* Beside the columns there are a mark, a blank and the scroll bar. */
void list_model_lay_out(struct list_model *model, int width)
{
    enum { BESIDE = 3 };
    (model->chosen ? column_layout_chosen : column_layout_columns)(
        &model->columns, width - BESIDE, model->widths);
}

enum li_err list_model_choose(
    struct list_model *model, const char *columns, int width, struct li_error *err)
{
    struct columns read;
    enum li_err code = columns_parse(model->kind, columns, &read, err);
    if (code)
        return code;
    list_set_text(&model->chosen, columns);
    row_finder_show(model->rows, &model->columns); /* forgets what was loaded of the old ones */
    columns_free(&model->columns);
    model->columns = read;
    model->widths = li_realloc(model->widths, read.count + 1, sizeof *model->widths);
    list_model_lay_out(model, width);
    return LI_OK;
}

/* --- filter and order ------------------------------------------------------------------------- */

static enum li_err list_find(
    struct list_model *model, const char *filter, const char *sort, struct li_error *err)
{
    const char *words = filter && filter[strspn(filter, " ")] ? filter : NULL;
    enum li_err code = row_finder_find(model->rows, words, sort, err);
    if (code)
        return code;
    list_set_text(&model->filter, words);
    list_set_text(&model->sort, sort);
    return LI_OK;
}

/* Other records are found: selecting all of the old ones is called off. */
static enum li_err list_find_others(
    struct list_model *model, const char *filter, const char *sort, struct li_error *err)
{
    enum li_err code = list_find(model, filter, sort, err);
    if (code)
        return code;
    model->selection.pending = false;
    cursor_anchor_afresh(&model->anchor);
    return LI_OK;
}

enum li_err list_model_filter(struct list_model *model, const char *filter, struct li_error *err)
{
    return list_find_others(model, filter, model->sort, err);
}

enum li_err list_model_sort(struct list_model *model, const char *sort, struct li_error *err)
{
    assert(sort);
    cursor_anchor_reorder(&model->anchor, model->rows, model->scroll);
    return list_find(model, model->filter, sort, err);
}

static const char list_mine[] = "is:mine";

/* Where the filter has is:mine as a word of its own; NULL: nowhere. */
static const char *list_find_mine(const char *filter)
{
    enum { LENGTH = sizeof list_mine - 1 };
    for (const char *at = filter; (at = strstr(at, list_mine)) != NULL; at += LENGTH)
        if ((at == filter || at[-1] == ' ') && (!at[LENGTH] || at[LENGTH] == ' '))
            return at;
    return NULL;
}

enum li_err list_model_toggle_mine(struct list_model *model, struct li_error *err)
{
    const char *filter = model->filter ? model->filter : "", *at = list_find_mine(filter);
    const char *rest = at ? at + strlen(list_mine) : "";
    char *other = at ? li_format("%.*s%s", (int)(at - filter), filter, rest + (*rest == ' '))
                     : li_format("%s%s%s", filter, *filter ? " " : "", list_mine);
    size_t length = strlen(other);
    if (length > 0 && other[length - 1] == ' ')
        other[length - 1] = '\0';
    enum li_err code = list_model_filter(model, other, err);
    if (!code)
        list_model_name(model, NULL);
    free(other);
    return code;
}

int list_model_sorted(const struct list_model *model, bool *down)
{
    return sort_order_column(model->sort, &model->columns, down);
}

/* --- views ------------------------------------------------------------------------------------ */

void list_model_name(struct list_model *model, const char *view)
{
    list_set_text(&model->view, view);
}

/* Writes the names of the columns that find room, or of those that do not. Returns how many were
   written, with those before. */
static size_t list_write_names(const struct list_model *model, bool room, size_t before, FILE *out)
{
    size_t count = before;
    for (size_t i = 0; i < model->columns.count; i++)
        if ((model->widths[i] > 0) == room)
            fprintf(out, "%s%s", count++ > 0 ? "," : "", model->columns.list[i].name);
    return count;
}

void list_model_state(const struct list_model *model, struct list_state *out)
{
    assert(out);
    bool own = strcmp(model->sort, model->kind->sort) == 0;
    *out = (struct list_state){
        .kind = model->kind,
        .name = li_strdup(model->view),
        .filter = li_strdup(model->filter),
        .columns = li_strdup(model->chosen),
        .sort = own ? NULL : li_strdup(model->sort),
    };
    FILE *names = li_text_open(&out->order);
    out->shown = list_write_names(model, true, 0, names);
    list_write_names(model, false, out->shown, names);
    li_text_close(names);
}

/* Where only the columns change, nothing is found again, and the cursor stays. */
static bool list_finds_the_same(
    const struct list_model *model, const struct list_state *state, const char *sort)
{
    const char *filter = state->filter ? state->filter : "";
    const char *now = model->filter ? model->filter : "";
    return strcmp(filter, now) == 0 && strcmp(sort, model->sort) == 0;
}

enum li_err list_model_set_state(
    struct list_model *model, const struct list_state *state, int width, struct li_error *err)
{
    const char *sort = state->sort && *state->sort ? state->sort : model->kind->sort;
    assert(state->kind == model->kind && err);
    enum li_err code = list_model_choose(model, state->columns, width, err);
    if (!code && !list_finds_the_same(model, state, sort))
        code = list_find_others(model, state->filter, sort, err);
    if (!code)
        list_model_name(model, state->name);
    return code;
}

/* --- rows ------------------------------------------------------------------------------------- */

bool list_model_work(struct list_model *model, size_t enough, struct li_error *err)
{
    bool more = row_finder_work(model->rows, enough, err);
    cursor_anchor_follow(&model->anchor, model->rows, model->scroll);
    if (!more && !err->code)
        list_selection_found(&model->selection, model->rows);
    return more;
}

void list_model_catch_up(struct list_model *model, size_t enough, struct li_error *err)
{
    row_finder_catch_up(model->rows, enough, err);
    cursor_anchor_follow(&model->anchor, model->rows, model->scroll);
}

bool list_model_read_ahead(struct list_model *model, size_t page)
{
    size_t top = model->scroll->top;
    if (page > ROW_CACHE_SIZE / 3)
        return false;
    return row_finder_read_ahead(model->rows, top, top + 2 * page) ||
           row_finder_read_ahead(model->rows, top > page ? top - page : 0, top);
}

enum li_err list_model_refresh(struct list_model *model, struct li_error *err)
{
    if (model->selection.rows.count > 0)
        list_selection_trim(&model->selection, bulk_highest(model->context, model->kind));
    search_matches_forget(&model->matches);
    cursor_anchor_hold(&model->anchor, model->rows, model->scroll);
    return row_finder_refresh(model->rows, err);
}

int64_t list_model_rowid(const struct list_model *model)
{
    return row_finder_rowid(model->rows, model->scroll->at);
}

bool list_model_id(const struct list_model *model, struct id *id)
{
    const struct row_cells *row = row_finder_get(model->rows, model->scroll->at);
    if (row)
        *id = row->id;
    return row != NULL;
}
