/*
 * listing_plan.c: the statements that find the rows of a list.
 *
 * Which table is read decides how soon the first row comes. k (cache_table.h) is stored in the
 * kind's own order and holds the searched words and the cached fields; the record r has the rest,
 * and its indexes lead to the records that refer to a given few.
 */
#include "core/query/listing_plan.h"
#include "core/cache/cache_table.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

struct listing_plan {
    struct context *context;
    const struct kind *kind;
    struct filter_terms terms;
    struct order order;
    int64_t limit;
};

struct listing_plan *listing_plan_new(
    struct context *context, const struct listing *listing, struct li_error *err)
{
    assert(context && listing->kind && listing->limit >= 0);
    struct li_error unseen = {0};
    struct listing_plan *plan = li_calloc(1, sizeof *plan);
    err = err ? err : &unseen;
    *plan =
        (struct listing_plan){.context = context, .kind = listing->kind, .limit = listing->limit};
    enum li_err code = filter_parse(listing->filter, &plan->terms, err);
    if (!code)
        code = order_parse(plan->kind, listing->sort, &plan->order, err);
    if (!code)
        return plan;
    listing_plan_free(plan);
    return NULL;
}

void listing_plan_free(struct listing_plan *plan)
{
    if (!plan)
        return;
    filter_parse_free(&plan->terms);
    order_free(&plan->order);
    free(plan);
}

const struct kind *listing_plan_kind(const struct listing_plan *plan)
{
    return plan->kind;
}

int64_t listing_plan_limit(const struct listing_plan *plan)
{
    return plan->limit;
}

bool listing_plan_is_all(const struct listing_plan *plan)
{
    return plan->terms.count == 0;
}

static struct filter *listing_plan_filter(
    const struct listing_plan *plan, enum filter_way way, struct li_error *err)
{
    struct filter *filter = NULL;
    filter_new(plan->context, plan->kind, &plan->terms, way, &filter, err);
    return filter;
}

/* For the row ids alone: of a whole kind in its own order, the cache suffices. */
static enum filter_way listing_plan_way_of_rows(const struct listing_plan *plan)
{
    bool whole = listing_plan_is_all(plan) && order_is_stored(&plan->order);
    return whole || order_uses_cache(&plan->order) ? FILTER_BY_EITHER : FILTER_BY_RECORD;
}

/* For the records, too: the cache gives the first of them in order, and the cached fields. */
static enum filter_way listing_plan_way_of_records(const struct listing_plan *plan, bool uses_cache)
{
    bool limited = plan->limit > 0, stored = order_is_stored(&plan->order);
    if (limited && !stored)
        return listing_plan_way_of_rows(plan);
    bool first = stored && (limited || listing_plan_is_all(plan));
    return uses_cache || first || order_uses_cache(&plan->order) ? FILTER_BY_EITHER
                                                                 : FILTER_BY_RECORD;
}

static bool listing_plan_reads_in_order(
    const struct listing_plan *plan, const struct filter *filter)
{
    return filter_cached(filter) && order_is_stored(&plan->order);
}

/* FROM and WHERE. record: whether r is used outside of filter and order. */
static void listing_plan_write_from(const struct listing_plan *plan, const struct filter *filter,
    bool record, bool ordered, FILE *sql)
{
    bool sorts = ordered && order_uses_record(&plan->order, filter_cached(filter) != NULL);
    char *from = filter_from(filter, record || sorts);
    fprintf(sql, " FROM %s WHERE %s", from, filter_sql(filter));
    free(from);
}

static void listing_plan_write_limit(int64_t limit, FILE *sql)
{
    if (limit > 0)
        fprintf(sql, " LIMIT %lld", (long long)limit);
}

/* limit 0: none. */
static void listing_plan_write_order(
    const struct listing_plan *plan, const struct filter *filter, int64_t limit, FILE *sql)
{
    fputs(" ORDER BY ", sql);
    (limit > 0 ? order_write_top : order_write)(&plan->order, filter_cached(filter) != NULL, sql);
    listing_plan_write_limit(limit, sql);
}

/* Takes sql and the filter. */
static struct query *listing_plan_query(
    const struct listing_plan *plan, struct filter *filter, char *sql, struct li_error *err)
{
    struct query *query = query_new(plan->context->store, sql, err);
    if (query)
        filter_bind(filter, query);
    filter_free(filter);
    free(sql);
    return query;
}

static struct query *listing_plan_query_rows(const struct listing_plan *plan, struct filter *filter,
    bool ordered, int64_t limit, struct li_error *err)
{
    char *text;
    FILE *sql = li_text_open(&text);
    fprintf(sql, "SELECT %s", filter_rowid(filter));
    listing_plan_write_from(plan, filter, false, ordered, sql);
    if (ordered)
        listing_plan_write_order(plan, filter, limit, sql);
    else
        listing_plan_write_limit(limit, sql);
    li_text_close(sql);
    return listing_plan_query(plan, filter, text, err);
}

struct query *listing_plan_rows(const struct listing_plan *plan, struct li_error *err)
{
    struct filter *filter = listing_plan_filter(plan, listing_plan_way_of_rows(plan), err);
    return filter ? listing_plan_query_rows(plan, filter, true, plan->limit, err) : NULL;
}

struct query *listing_plan_top(const struct listing_plan *plan, int64_t count, struct li_error *err)
{
    assert(plan && count > 0 && plan->limit == 0);
    struct filter *filter = listing_plan_filter(plan, listing_plan_way_of_rows(plan), err);
    return filter ? listing_plan_query_rows(plan, filter, true, count, err) : NULL;
}

bool listing_plan_is_presorted(const struct listing_plan *plan)
{
    struct filter *filter =
        listing_plan_filter(plan, listing_plan_way_of_rows(plan), &(struct li_error){0});
    bool presorted = filter && listing_plan_reads_in_order(plan, filter);
    filter_free(filter);
    return presorted;
}

/* The row ids and what they are sorted by; *order: what follows ORDER BY. The caller frees it. */
static void listing_plan_write_columns(const struct listing_plan *plan, const struct filter *filter,
    bool ties, FILE *sql, char **order)
{
    FILE *names = li_text_open(order);
    fprintf(sql, "SELECT %s, ", filter_rowid(filter));
    order_write_columns(&plan->order, filter_cached(filter) != NULL, ties, sql, names);
    listing_plan_write_from(plan, filter, false, true, sql);
    li_text_close(names);
}

struct sorter *listing_plan_sorter(const struct listing_plan *plan, struct li_error *err)
{
    if (order_is_stored(&plan->order))
        return NULL;
    struct filter *filter = listing_plan_filter(plan, listing_plan_way_of_rows(plan), err);
    if (!filter)
        return NULL;
    char *text, *order;
    FILE *sql = li_text_open(&text);
    listing_plan_write_columns(plan, filter, true, sql, &order);
    li_text_close(sql);
    struct query *query = listing_plan_query(plan, filter, text, err);
    struct sorter *sorter = sorter_new(query, order, err);
    free(order);
    return sorter;
}

/* Rows read from the cache have their ties in order, and few rows are sorted sooner than all are
   walked. */
struct tie_walk *listing_plan_tie_walk(const struct listing_plan *plan, struct li_error *err)
{
    struct filter *filter = plan->order.own_ties && listing_plan_is_all(plan)
                                ? listing_plan_filter(plan, listing_plan_way_of_rows(plan), err)
                                : NULL;
    if (!filter || filter_cached(filter)) {
        filter_free(filter);
        return NULL;
    }
    char *text, *order;
    FILE *sql = li_text_open(&text);
    listing_plan_write_columns(plan, filter, false, sql, &order);
    fprintf(sql, " ORDER BY %s", order);
    li_text_close(sql);
    free(order);
    struct query *sorted = listing_plan_query(plan, filter, text, err);
    return tie_walk_new(sorted, listing_plan_whole(plan, err));
}

struct query *listing_plan_unordered(const struct listing_plan *plan, struct li_error *err)
{
    struct filter *filter = listing_plan_filter(plan, FILTER_BY_RECORD, err);
    return filter ? listing_plan_query_rows(plan, filter, false, plan->limit, err) : NULL;
}

struct query *listing_plan_walk(const struct listing_plan *plan, struct li_error *err)
{
    struct filter *filter =
        order_is_stored(&plan->order) ? listing_plan_filter(plan, FILTER_BY_CACHE, err) : NULL;
    if (filter && listing_plan_reads_in_order(plan, filter) && !filter_narrow(filter))
        return listing_plan_query_rows(plan, filter, true, plan->limit, err);
    filter_free(filter);
    return NULL;
}

struct query *listing_plan_whole(const struct listing_plan *plan, struct li_error *err)
{
    assert(cache_table_ordered(plan->kind));
    char *text;
    FILE *sql = li_text_open(&text);
    fprintf(sql, "SELECT k.rid FROM local_cache_%s k ORDER BY ", plan->kind->name);
    cache_table_order(plan->kind, NULL, plan->order.course == ORDER_BACKWARD, sql);
    li_text_close(sql);
    struct query *query = query_new(plan->context->store, text, err);
    free(text);
    return query;
}

int64_t listing_plan_count(const struct listing_plan *plan, struct li_error *err)
{
    struct filter *filter = listing_plan_filter(plan, FILTER_BY_RECORD, err);
    if (!filter)
        return -1;
    char *text;
    FILE *sql = li_text_open(&text);
    fputs("SELECT count(*)", sql);
    listing_plan_write_from(plan, filter, false, false, sql);
    li_text_close(sql);
    struct query *query = listing_plan_query(plan, filter, text, err);
    int64_t count = query && query_step(query, err) > 0 ? query_int(query, 0) : -1;
    query_free(query);
    return count;
}

/* --- the records -------------------------------------------------------------------------------
 */

/* SQLite keeps no more row ids than the limit while it sorts; only then the records are looked up,
   which costs more than all the rest. The order is that of the subquery: it is the outer loop. */
static void listing_plan_write_first(const struct listing_plan *plan, bool uses_cache,
    const struct listing_source *source, FILE *sql)
{
    fprintf(sql, " FROM (SELECT %s AS rid", filter_rowid(source->filter));
    listing_plan_write_from(plan, source->filter, false, true, sql);
    listing_plan_write_order(plan, source->filter, plan->limit, sql);
    fprintf(sql, ") o CROSS JOIN \"%s\" r ON r.rowid = o.rid", plan->kind->name);
    if (uses_cache)
        cache_table_join(plan->kind, sql);
}

enum li_err listing_plan_source(const struct listing_plan *plan, bool uses_cache,
    struct listing_source *out, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    *out = (struct listing_source){
        .filter = listing_plan_filter(plan, listing_plan_way_of_records(plan, uses_cache), err)};
    if (!out->filter)
        return err->code;
    FILE *sql = li_text_open(&out->sql);
    out->archived = filter_archived(out->filter);
    if (plan->limit > 0 && !listing_plan_reads_in_order(plan, out->filter)) {
        out->cached = uses_cache ? plan->kind : NULL;
        listing_plan_write_first(plan, uses_cache, out, sql);
    } else {
        out->cached = filter_cached(out->filter);
        listing_plan_write_from(plan, out->filter, true, true, sql);
        listing_plan_write_order(plan, out->filter, plan->limit, sql);
    }
    li_text_close(sql);
    return LI_OK;
}

struct query *listing_plan_select(const struct listing_plan *plan, struct listing_source *source,
    const char *columns, struct li_error *err)
{
    char *sql = li_format("SELECT %s%s", columns, source->sql);
    struct query *query = listing_plan_query(plan, source->filter, sql, err);
    free(source->sql);
    *source = (struct listing_source){0};
    return query;
}
