/*
 * listing.c: lists of records as queries.
 */
#include "core/query/listing.h"
#include "core/cache/cache_table.h"
#include "core/query/field_sql.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is written after ORDER BY for an order other than the kind's own. */
struct listing_order {
    const struct kind *kind, *cached;
    FILE *out;
    FILE *names; /* those of its columns in their stead, which then stand in out alone: c1,
                    c2 DESC; NULL: none */
    bool record, by_cached; /* what it looks at: r, k */
    int count;
};

/* What sorts after every value of the field. */
static const char *listing_last_of(const struct field *field)
{
    return field_is_number(field) ? "9e999" : "char(1114111)";
}

/* A missing value comes last in both directions. NULLS LAST would say so too, but makes SQLite
   compare twice as slowly; descending, it is last by itself. */
static void listing_write_order_of(
    const struct column *column, bool down, struct listing_order *ordering)
{
    bool always = !column->via && column->field->flags & FIELD_REQUIRED;
    bool guarded = !down && !always;
    fputs(guarded ? "coalesce(" : "", ordering->out);
    column_write(column, field_sql_order, ordering->cached, ordering->out);
    if (guarded)
        fprintf(ordering->out, ", %s)", listing_last_of(column->field));
    if (ordering->names)
        fprintf(ordering->names, "%sc%d", ordering->count > 0 ? ", " : "", ordering->count + 1);
    fputs(down ? " DESC" : "", ordering->names ? ordering->names : ordering->out);
}

static enum li_err listing_add_order(void *arg, const char *name, struct li_error *err)
{
    struct listing_order *ordering = arg;
    bool down = name[0] == '-';
    struct column column;
    enum li_err code = column_parse(ordering->kind, name + down, &column, err);
    if (code)
        return code;
    fputs(ordering->count > 0 ? ", " : "", ordering->out);
    listing_write_order_of(&column, down, ordering);
    ordering->count++;
    *(column_is_cached(&column) ? &ordering->by_cached : &ordering->record) = true;
    column_free(&column);
    return LI_OK;
}

static const char *listing_sort_of(const struct listing *listing)
{
    return listing->sort && *listing->sort ? listing->sort : listing->kind->sort;
}

/* Whether the listing is in the order in which its kind is cached, and which way round. */
static bool listing_is_own_order(const struct listing *listing, bool *down)
{
    const struct kind *kind = listing->kind;
    const char *sort = listing_sort_of(listing);
    *down = *sort == '-' && !cache_table_lead(kind);
    return cache_table_ordered(kind) && strcmp(sort + *down, kind->sort) == 0;
}

/* What the query of a listing is made of. */
struct listing_plan {
    const struct listing *listing;
    struct filter *filter;
    char *order;  /* after ORDER BY */
    FILE *names;  /* names for the columns of order, which are then selected; NULL: none */
    bool record;  /* the order looks at r */
    bool streams; /* k is walked in its own order, which is the listing's */
};

static void listing_plan_free(struct listing_plan *plan)
{
    filter_free(plan->filter);
    free(plan->order);
}

static void listing_write_own_order(const struct listing_plan *plan, bool down, FILE *out)
{
    const struct kind *kind = plan->listing->kind;
    if (plan->streams) {
        cache_table_order(kind, down, out);
        return;
    }
    cache_table_key(kind, "r", out);
    fprintf(out, "%s, r.rowid%s", down ? " DESC" : "", down ? " DESC" : "");
}

/* The sort without the kind's own order at its end, which rows read from k are in already. */
static char *listing_short_of_own(const struct kind *kind, const char *sort)
{
    size_t length = strlen(sort), own = strlen(kind->sort);
    bool ends = length > own + 1 && sort[length - own - 1] == ',' &&
                strcmp(sort + length - own, kind->sort) == 0;
    return li_strndup(sort, cache_table_ordered(kind) && ends ? length - own - 1 : length);
}

static enum li_err listing_write_order(struct listing_plan *plan, FILE *out, struct li_error *err)
{
    bool down;
    const struct listing *listing = plan->listing;
    const struct kind *cached = filter_cached(plan->filter);
    if (listing_is_own_order(listing, &down)) {
        plan->streams = cached != NULL;
        plan->record = !cached;
        listing_write_own_order(plan, down, out);
        return LI_OK;
    }
    struct listing_order ordering = {
        .kind = listing->kind, .cached = cached, .out = out, .names = plan->names};
    const char *sort = listing_sort_of(listing);
    char *names = cached ? listing_short_of_own(listing->kind, sort) : li_strdup(sort);
    enum li_err code = columns_each(names, listing_add_order, &ordering, err);
    free(names);
    /* What is equal stays in the order it is read: of records as they were added, of what is cached
       as it is cached. SQLite's sort is stable, and a second thing to compare by would cost as much
       again. */
    if (ordering.count == 0)
        fputs(filter_rowid(plan->filter), out);
    plan->record = ordering.record;
    return code;
}

static enum li_err listing_plan_new_named(struct context *context, const struct listing *listing,
    enum filter_way way, FILE *names, struct listing_plan *out, struct li_error *err)
{
    *out = (struct listing_plan){.listing = listing, .names = names};
    enum li_err code = filter_new(context, listing->kind, listing->filter, way, &out->filter, err);
    if (code)
        return code;
    FILE *order = li_text_open(&out->order);
    code = listing_write_order(out, order, err);
    li_text_close(order);
    if (code)
        listing_plan_free(out);
    return code;
}

static enum li_err listing_plan_new(struct context *context, const struct listing *listing,
    enum filter_way way, struct listing_plan *out, struct li_error *err)
{
    return listing_plan_new_named(context, listing, way, NULL, out, err);
}

/* Whether the order looks at what is cached: at a computed field. */
static bool listing_sorts_by_cached(const struct listing *listing)
{
    struct listing_order ordering = {.kind = listing->kind};
    char *unseen;
    ordering.out = li_text_open(&unseen);
    columns_each(listing_sort_of(listing), listing_add_order, &ordering, NULL);
    li_text_close(ordering.out);
    free(unseen);
    return ordering.by_cached;
}

static bool listing_is_all(const struct listing *listing)
{
    return !listing->filter || !listing->filter[strspn(listing->filter, " ")];
}

/* The row ids alone: of a whole kind in its own order, what is cached is all there is to look at.
 */
static enum filter_way listing_way_of_rows(const struct listing *listing)
{
    bool down;
    bool whole = listing_is_all(listing) && listing_is_own_order(listing, &down);
    return whole || listing_sorts_by_cached(listing) ? FILTER_BY_EITHER : FILTER_BY_RECORD;
}

/* The records besides: to see the first of them in order, or fields that are cached. */
static enum filter_way listing_way_of_records(
    const struct listing *listing, const struct columns *columns /* NULL: all */)
{
    bool down, cached = !columns;
    for (size_t i = 0; columns && i < columns->count; i++)
        cached |= column_is_cached(&columns->list[i]);
    bool first =
        listing_is_own_order(listing, &down) && (listing_is_all(listing) || listing->limit > 0);
    return cached || first || listing_sorts_by_cached(listing) ? FILTER_BY_EITHER
                                                               : FILTER_BY_RECORD;
}

/* SELECT what FROM the listing's rows, in its order where it matters, with the filter's values
   bound. The plan is freed. */
static struct query *listing_plan_query(struct context *context, struct listing_plan *plan,
    const char *what, bool record, bool ordered, struct li_error *err)
{
    char *from = filter_from(plan->filter, record || (ordered && plan->record));
    char *limit = plan->listing->limit > 0
                      ? li_format(" LIMIT %lld", (long long)plan->listing->limit)
                      : li_strdup("");
    char *sql = li_format("SELECT %s FROM %s WHERE %s%s%s%s", what, from, filter_sql(plan->filter),
        ordered ? " ORDER BY " : "", ordered ? plan->order : "", limit);
    struct query *query = query_new(context->store, sql, err);
    if (query)
        filter_bind(plan->filter, query);
    free(sql);
    free(limit);
    free(from);
    listing_plan_free(plan);
    return query;
}

struct query *listing_rows(
    struct context *context, const struct listing *listing, struct li_error *err)
{
    assert(context && listing);
    struct listing_plan plan;
    if (listing_plan_new(context, listing, listing_way_of_rows(listing), &plan, err))
        return NULL;
    return listing_plan_query(context, &plan, filter_rowid(plan.filter), false, true, err);
}

struct sorter *listing_sorter(
    struct context *context, const struct listing *listing, struct li_error *err)
{
    assert(context && listing);
    struct listing_plan plan;
    struct sorter *sorter = NULL;
    bool down;
    char *order;
    if (listing_is_own_order(listing, &down))
        return NULL;
    FILE *names = li_text_open(&order);
    enum li_err code =
        listing_plan_new_named(context, listing, listing_way_of_rows(listing), names, &plan, err);
    li_text_close(names);
    if (!code && *order) {
        char *what = li_format("%s, %s", filter_rowid(plan.filter), plan.order);
        sorter = sorter_new(
            listing_plan_query(context, &plan, what, plan.record, false, err), order, err);
        free(what);
    } else if (!code) {
        listing_plan_free(&plan);
    }
    free(order);
    return sorter;
}

bool listing_is_presorted(struct context *context, const struct listing *listing)
{
    assert(context && listing);
    struct listing_plan plan;
    struct li_error unseen;
    if (listing_plan_new(context, listing, listing_way_of_rows(listing), &plan, &unseen))
        return false;
    bool streams = plan.streams;
    listing_plan_free(&plan);
    return streams;
}

struct query *listing_unordered(
    struct context *context, const struct listing *listing, struct li_error *err)
{
    assert(context && listing);
    struct listing_plan plan;
    if (listing_plan_new(context, listing, FILTER_BY_RECORD, &plan, err))
        return NULL;
    return listing_plan_query(context, &plan, filter_rowid(plan.filter), false, false, err);
}

struct query *listing_walk(
    struct context *context, const struct listing *listing, struct li_error *err)
{
    assert(context && listing);
    bool down;
    struct listing_plan plan;
    if (!listing_is_own_order(listing, &down) ||
        listing_plan_new(context, listing, FILTER_BY_CACHE, &plan, err))
        return NULL;
    if (plan.streams && !filter_narrow(plan.filter))
        return listing_plan_query(context, &plan, filter_rowid(plan.filter), false, true, err);
    listing_plan_free(&plan);
    return NULL;
}

struct query *listing_whole(
    struct context *context, const struct listing *listing, struct li_error *err)
{
    assert(context && listing);
    bool down;
    char *text;
    FILE *sql = li_text_open(&text);
    listing_is_own_order(listing, &down);
    fprintf(sql, "SELECT k.rid FROM local_kept_%s k ORDER BY ", listing->kind->name);
    cache_table_order(listing->kind, down, sql);
    li_text_close(sql);
    struct query *query = query_new(context->store, text, err);
    free(text);
    return query;
}

struct query *listing_records(struct context *context, const struct listing *listing,
    const struct columns *columns, struct li_error *err)
{
    assert(context && listing && columns);
    struct listing_plan plan;
    if (listing_plan_new(context, listing, listing_way_of_records(listing, columns), &plan, err))
        return NULL;
    char *what = columns_shown(columns, filter_cached(plan.filter));
    struct query *query = listing_plan_query(context, &plan, what, true, true, err);
    free(what);
    return query;
}

/* The row as people read it, with what is cached of it where that tells a column. */
static struct query *listing_shown_row(struct context *context, const struct kind *kind,
    const struct columns *columns, const char *key, struct li_error *err)
{
    bool cached = false;
    for (size_t i = 0; i < columns->count; i++)
        cached |= column_is_cached(&columns->list[i]);
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
    assert(context && kind && columns);
    return listing_shown_row(context, kind, columns, "rowid", err);
}

struct query *listing_record(struct context *context, const struct kind *kind,
    const struct columns *columns, struct li_error *err)
{
    assert(context && kind && columns);
    return listing_shown_row(context, kind, columns, "id", err);
}

int64_t listing_count(struct context *context, const struct listing *listing, struct li_error *err)
{
    assert(context && listing);
    struct listing_plan plan;
    struct listing all = *listing;
    all.limit = 0;
    if (listing_plan_new(context, &all, FILTER_BY_RECORD, &plan, err))
        return -1;
    struct query *query = listing_plan_query(context, &plan, "count(*)", false, false, err);
    int64_t count = query && query_step(query, err) > 0 ? query_int(query, 0) : -1;
    query_free(query);
    return count;
}

struct query *listing_json(struct context *context, const struct listing *listing,
    const struct columns *columns, struct li_error *err)
{
    assert(context && listing);
    struct listing_plan plan;
    if (listing_plan_new(context, listing, listing_way_of_records(listing, columns), &plan, err))
        return NULL;
    char *what = columns_object(
        listing->kind, columns, filter_cached(plan.filter), filter_archived(plan.filter));
    struct query *query = listing_plan_query(context, &plan, what, true, true, err);
    free(what);
    return query;
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
