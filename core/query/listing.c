/*
 * listing.c: the columns of lists.
 */
#include "core/query/listing.h"
#include "core/cache/cache_table.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

struct query *listing_rows(
    struct context *context, const struct listing *listing, struct li_error *err)
{
    struct listing_plan *plan = listing_plan_new(context, listing, err);
    struct query *query = plan ? listing_plan_rows(plan, err) : NULL;
    listing_plan_free(plan);
    return query;
}

int64_t listing_count(struct context *context, const struct listing *listing, struct li_error *err)
{
    struct listing_plan *plan = listing_plan_new(context, listing, err);
    int64_t count = plan ? listing_plan_count(plan, err) : -1;
    listing_plan_free(plan);
    return count;
}

/* NULL: every field. */
static bool listing_uses_cache(const struct columns *columns)
{
    for (size_t i = 0; columns && i < columns->count; i++)
        if (column_is_cached(&columns->list[i]))
            return true;
    return !columns;
}

static struct query *listing_select(const struct listing_plan *plan, const struct columns *columns,
    bool objects, struct li_error *err)
{
    struct listing_source source;
    if (listing_plan_source(plan, listing_uses_cache(columns), &source, err))
        return NULL;
    char *what =
        objects ? columns_object(listing_plan_kind(plan), columns, source.cached, source.archived)
                : columns_shown(columns, source.cached);
    struct query *query = listing_plan_select(plan, &source, what, err);
    free(what);
    return query;
}

struct query *listing_records(struct context *context, const struct listing *listing,
    const struct columns *columns, struct li_error *err)
{
    assert(columns);
    struct listing_plan *plan = listing_plan_new(context, listing, err);
    struct query *query = plan ? listing_select(plan, columns, false, err) : NULL;
    listing_plan_free(plan);
    return query;
}

struct query *listing_json(struct context *context, const struct listing *listing,
    const struct columns *columns, struct li_error *err)
{
    struct listing_plan *plan = listing_plan_new(context, listing, err);
    struct query *query = plan ? listing_select(plan, columns, true, err) : NULL;
    listing_plan_free(plan);
    return query;
}

/* The row as people read it; columns that the cache holds are read from there. */
static struct query *listing_shown_row(struct context *context, const struct kind *kind,
    const struct columns *columns, const char *key, struct li_error *err)
{
    bool cached = listing_uses_cache(columns);
    char *text, *what = columns_shown(columns, cached ? kind : NULL);
    FILE *sql = li_text_open(&text);
    fprintf(sql, "SELECT %s FROM \"%s\" r", what, kind->name);
    if (cached)
        cache_table_join(kind, sql);
    fprintf(sql, " WHERE r.%s = ?1", key);
    li_text_close(sql);
    struct query *query = query_new(context->store, text, err);
    free(text);
    free(what);
    return query;
}

struct query *listing_row(struct context *context, const struct kind *kind,
    const struct columns *columns, struct li_error *err)
{
    assert(columns);
    return listing_shown_row(context, kind, columns, "rowid", err);
}

struct query *listing_record(struct context *context, const struct kind *kind,
    const struct columns *columns, struct li_error *err)
{
    assert(columns);
    return listing_shown_row(context, kind, columns, "id", err);
}

struct query *listing_record_json(
    struct context *context, const struct kind *kind, struct li_error *err)
{
    assert(context && kind);
    char *object = columns_object(kind, NULL, NULL, false);
    char *sql = li_format("SELECT %s FROM \"%s\" r WHERE r.id = ?1", object, kind->name);
    struct query *query = query_new(context->store, sql, err);
    free(sql);
    free(object);
    return query;
}
