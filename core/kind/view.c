/*
 * view.c: saved views, and the rule that each can be shown.
 */
#include "core/kind/view.h"
#include "core/query/listing.h"
#include "core/record/record.h"

static const struct field view_fields[] = {VIEW_FIELDS(KIND_ENTRY)};

/* LI_NONE, from is:mine if no person has the user's name, is no mistake of the view. */
static bool view_can_be_listed(
    struct context *context, const struct listing *listing, struct li_error *err)
{
    struct query *rows = listing_rows(context, listing, err);
    bool can = rows || err->code == LI_NONE;
    query_free(rows);
    return can;
}

/* The first thing wrong with how the view reads its list; -1: nothing is. */
static int view_first_wrong(struct context *context, const struct record *view,
    const struct kind *kind, struct li_error *err)
{
    struct columns columns;
    struct listing listing = {.kind = kind, .filter = record_get(view, VIEW_FILTER)};
    if (!view_can_be_listed(context, &listing, err))
        return VIEW_FILTER;
    listing.filter = NULL;
    listing.sort = record_get(view, VIEW_SORT);
    if (!view_can_be_listed(context, &listing, err))
        return VIEW_SORT;
    if (columns_parse(kind, record_get(view, VIEW_COLUMNS), &columns, err))
        return VIEW_COLUMNS;
    columns_free(&columns);
    return -1;
}

static void view_check(
    struct context *context, const struct record *view, kind_problem problem, void *arg)
{
    struct li_error err;
    const struct kind *kind = NULL;
    const char *name = record_get(view, VIEW_KIND);
    if (name && kind_parse(name, &kind, &err))
        problem(arg, VIEW_KIND, err.message);
    int wrong = kind ? view_first_wrong(context, view, kind, &err) : -1;
    if (wrong >= 0)
        problem(arg, wrong, err.message);
}

const struct kind kind_view = {
    .name = "view",
    .plural = "views",
    .label = "View",
    .labels = "Views",
    .help = "A saved list.",
    .fields = view_fields,
    .field_count = VIEW_FIELD_COUNT,
    .stored_count = VIEW_FIELD_COUNT,
    .title = "r.name",
    .code = -1,
    .sort = "position,name",
    .reference = true,
    .check = view_check,
};
