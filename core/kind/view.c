/*
 * view.c: saved views, and the rule that each can be shown.
 */
#include "view.h"
#include "../columns.h"
#include "../record.h"

static const struct field view_fields[] = {VIEW_FIELDS(KIND_ENTRY)};

static void view_check(struct li *li, const struct record *view, kind_problem problem, void *arg)
{
    (void)li;
    struct li_error err;
    const struct kind *kind = NULL;
    if (record_get(view, VIEW_KIND) && kind_read(record_get(view, VIEW_KIND), &kind, &err))
        problem(arg, VIEW_KIND, err.message);
    if (!kind)
        return;
    struct columns columns;
    if (columns_read(kind, record_get(view, VIEW_COLUMNS), &columns, &err))
        problem(arg, VIEW_COLUMNS, err.message);
    else
        columns_free(&columns);
}

const struct kind kind_view = {
    .name = "view",
    .plural = "views",
    .label = "View",
    .labels = "Views",
    .help = "A list kept under a name.",
    .fields = view_fields,
    .field_count = VIEW_FIELD_COUNT,
    .stored_count = VIEW_FIELD_COUNT,
    .title = "r.name",
    .code = -1,
    .sort = "position,name",
    .reference = true,
    .check = view_check,
};
