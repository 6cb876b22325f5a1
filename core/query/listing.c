/*
 * listing.c: lists of records as queries.
 */
#include "core/query/listing.h"
#include "core/cache/cache_table.h"
#include "core/query/field_sql.h"
#include "data/base/memory.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An order other than the kind's own: what is written after ORDER BY. */
struct ordering {
    const struct kind *kind, *kept;
    FILE *out;
    FILE *names;          /* those of its columns in their stead, which then stand in out alone: c1,
                             c2 DESC; NULL: none */
    bool record, by_kept; /* what it looks at: r, k */
    int count;
};

/* What sorts after every value of the field. */
static const char *last_of(const struct field *field)
{
    return field_is_number(field) ? "9e999" : "char(1114111)";
}

/* Nothing comes last either way round. NULLS LAST would say so too, but makes SQLite compare twice
   as slowly; downwards nothing is last by itself. */
static void write_order_of(const struct column *column, bool down, struct ordering *ordering)
{
    bool always = !column->via && column->field->flags & FIELD_REQUIRED;
    bool guarded = !down && !always;
    fputs(guarded ? "coalesce(" : "", ordering->out);
    column_write(column, expression_order, ordering->kept, ordering->out);
    if (guarded)
        fprintf(ordering->out, ", %s)", last_of(column->field));
    if (ordering->names)
        fprintf(ordering->names, "%sc%d", ordering->count > 0 ? ", " : "", ordering->count + 1);
    fputs(down ? " DESC" : "", ordering->names ? ordering->names : ordering->out);
}

static enum li_err read_order(void *arg, const char *name, struct li_error *err)
{
    struct ordering *ordering = arg;
    bool down = name[0] == '-';
    struct column column;
    enum li_err rc = column_read(ordering->kind, name + down, &column, err);
    if (rc)
        return rc;
    fputs(ordering->count > 0 ? ", " : "", ordering->out);
    write_order_of(&column, down, ordering);
    ordering->count++;
    *(column_is_kept(&column) ? &ordering->by_kept : &ordering->record) = true;
    column_free(&column);
    return LI_OK;
}

static const char *sort_of(const struct listing *listing)
{
    return listing->sort && *listing->sort ? listing->sort : listing->kind->sort;
}

/* Whether the listing is in the order in which its kind is kept, and which way round. */
static bool is_own_order(const struct listing *listing, bool *down)
{
    const struct kind *kind = listing->kind;
    const char *sort = sort_of(listing);
    *down = *sort == '-' && !kept_lead(kind);
    return kept_ordered(kind) && strcmp(sort + *down, kind->sort) == 0;
}

/* A listing read: what its query is made of. */
struct plan {
    const struct listing *listing;
    struct filter *filter;
    char *order;  /* after ORDER BY */
    FILE *names;  /* order is but what it is sorted by, and these what stands there; NULL: no */
    bool record;  /* the order looks at r */
    bool streams; /* k is walked in its own order, which is the listing's */
};

static void plan_free(struct plan *plan)
{
    filter_free(plan->filter);
    free(plan->order);
}

static void write_own_order(const struct plan *plan, bool down, FILE *out)
{
    const struct kind *kind = plan->listing->kind;
    if (plan->streams) {
        kept_order(kind, down, out);
        return;
    }
    kept_key(kind, "r", out);
    fprintf(out, "%s, r.rowid%s", down ? " DESC" : "", down ? " DESC" : "");
}

/* The sort without the kind's own order at its end, which rows read from k are in already. */
static char *short_of_own(const struct kind *kind, const char *sort)
{
    size_t length = strlen(sort), own = strlen(kind->sort);
    bool ends = length > own + 1 && sort[length - own - 1] == ',' &&
                strcmp(sort + length - own, kind->sort) == 0;
    return li_strndup(sort, kept_ordered(kind) && ends ? length - own - 1 : length);
}

static enum li_err write_order(struct plan *plan, FILE *out, struct li_error *err)
{
    bool down;
    const struct listing *listing = plan->listing;
    const struct kind *kept = filter_kept(plan->filter);
    if (is_own_order(listing, &down)) {
        plan->streams = kept != NULL;
        plan->record = !kept;
        write_own_order(plan, down, out);
        return LI_OK;
    }
    struct ordering ordering = {
        .kind = listing->kind, .kept = kept, .out = out, .names = plan->names};
    const char *sort = sort_of(listing);
    char *names = kept ? short_of_own(listing->kind, sort) : li_strdup(sort);
    enum li_err rc = columns_each(names, read_order, &ordering, err);
    free(names);
    /* What is equal stays in the order it is read: of records as they were added, of what is kept
       as it is kept. SQLite's sort is stable, and a second thing to compare by would cost as much
       again. */
    if (ordering.count == 0)
        fputs(filter_rowid(plan->filter), out);
    plan->record = ordering.record;
    return rc;
}

static enum li_err plan_read_named(struct li *li, const struct listing *listing,
    enum filter_way way, FILE *names, struct plan *out, struct li_error *err)
{
    *out = (struct plan){.listing = listing, .names = names};
    enum li_err rc = filter_read(li, listing->kind, listing->filter, way, &out->filter, err);
    if (rc)
        return rc;
    FILE *order = li_text_open(&out->order);
    rc = write_order(out, order, err);
    li_text_close(order);
    if (rc)
        plan_free(out);
    return rc;
}

static enum li_err plan_read(struct li *li, const struct listing *listing, enum filter_way way,
    struct plan *out, struct li_error *err)
{
    return plan_read_named(li, listing, way, NULL, out, err);
}

/* Whether the order looks at what is kept: at a computed field. */
static bool sorts_by_kept(const struct listing *listing)
{
    struct ordering ordering = {.kind = listing->kind};
    char *unseen;
    ordering.out = li_text_open(&unseen);
    columns_each(sort_of(listing), read_order, &ordering, NULL);
    li_text_close(ordering.out);
    free(unseen);
    return ordering.by_kept;
}

static bool is_all(const struct listing *listing)
{
    return !listing->filter || !listing->filter[strspn(listing->filter, " ")];
}

/* The row ids alone: of a whole kind in its own order, what is kept is all there is to look at. */
static enum filter_way way_of_rows(const struct listing *listing)
{
    bool down;
    bool whole = is_all(listing) && is_own_order(listing, &down);
    return whole || sorts_by_kept(listing) ? FILTER_BY_EITHER : FILTER_BY_RECORD;
}

/* The records besides: to see the first of them in order, or fields that are kept. */
static enum filter_way way_of_records(
    const struct listing *listing, const struct columns *columns /* NULL: all */)
{
    bool down, kept = !columns;
    for (size_t i = 0; columns && i < columns->count; i++)
        kept |= column_is_kept(&columns->list[i]);
    bool first = is_own_order(listing, &down) && (is_all(listing) || listing->limit > 0);
    return kept || first || sorts_by_kept(listing) ? FILTER_BY_EITHER : FILTER_BY_RECORD;
}

/* SELECT what FROM the listing's rows, in its order where it matters, with the filter's values
   bound. The plan is freed. */
static struct query *plan_query(struct li *li, struct plan *plan, const char *what, bool record,
    bool ordered, struct li_error *err)
{
    char *from = filter_from(plan->filter, record || (ordered && plan->record));
    char *limit = plan->listing->limit > 0
                      ? li_format(" LIMIT %lld", (long long)plan->listing->limit)
                      : li_strdup("");
    char *sql = li_format("SELECT %s FROM %s WHERE %s%s%s%s", what, from, filter_sql(plan->filter),
        ordered ? " ORDER BY " : "", ordered ? plan->order : "", limit);
    struct query *query = query_new(li->store, sql, err);
    if (query)
        filter_bind(plan->filter, query);
    free(sql);
    free(limit);
    free(from);
    plan_free(plan);
    return query;
}

struct query *listing_rows(struct li *li, const struct listing *listing, struct li_error *err)
{
    struct plan plan;
    if (plan_read(li, listing, way_of_rows(listing), &plan, err))
        return NULL;
    return plan_query(li, &plan, filter_rowid(plan.filter), false, true, err);
}

struct sorter *listing_sorter(struct li *li, const struct listing *listing, struct li_error *err)
{
    struct plan plan;
    struct sorter *sorter = NULL;
    bool down;
    char *order;
    if (is_own_order(listing, &down))
        return NULL;
    FILE *names = li_text_open(&order);
    enum li_err rc = plan_read_named(li, listing, way_of_rows(listing), names, &plan, err);
    li_text_close(names);
    if (!rc && *order) {
        char *what = li_format("%s, %s", filter_rowid(plan.filter), plan.order);
        sorter = sorter_new(plan_query(li, &plan, what, plan.record, false, err), order, err);
        free(what);
    } else if (!rc) {
        plan_free(&plan);
    }
    free(order);
    return sorter;
}

bool listing_streams(struct li *li, const struct listing *listing)
{
    struct plan plan;
    struct li_error unseen;
    if (plan_read(li, listing, way_of_rows(listing), &plan, &unseen))
        return false;
    bool streams = plan.streams;
    plan_free(&plan);
    return streams;
}

struct query *listing_hits(struct li *li, const struct listing *listing, struct li_error *err)
{
    struct plan plan;
    if (plan_read(li, listing, FILTER_BY_RECORD, &plan, err))
        return NULL;
    return plan_query(li, &plan, filter_rowid(plan.filter), false, false, err);
}

struct query *listing_walk(struct li *li, const struct listing *listing, struct li_error *err)
{
    bool down;
    struct plan plan;
    if (!is_own_order(listing, &down) || plan_read(li, listing, FILTER_BY_KEPT, &plan, err))
        return NULL;
    if (plan.streams && !filter_narrow(plan.filter))
        return plan_query(li, &plan, filter_rowid(plan.filter), false, true, err);
    plan_free(&plan);
    return NULL;
}

struct query *listing_whole(struct li *li, const struct listing *listing, struct li_error *err)
{
    bool down;
    char *text;
    FILE *sql = li_text_open(&text);
    is_own_order(listing, &down);
    fprintf(sql, "SELECT k.rid FROM local_kept_%s k ORDER BY ", listing->kind->name);
    kept_order(listing->kind, down, sql);
    li_text_close(sql);
    struct query *query = query_new(li->store, text, err);
    free(text);
    return query;
}

struct query *listing_read(struct li *li, const struct listing *listing,
    const struct columns *columns, struct li_error *err)
{
    struct plan plan;
    if (plan_read(li, listing, way_of_records(listing, columns), &plan, err))
        return NULL;
    char *what = columns_shown(columns, filter_kept(plan.filter));
    struct query *query = plan_query(li, &plan, what, true, true, err);
    free(what);
    return query;
}

/* The row as people read it, with what is kept of it where that tells a column. */
static struct query *shown_row(struct li *li, const struct kind *kind,
    const struct columns *columns, const char *key, struct li_error *err)
{
    bool kept = false;
    for (size_t i = 0; i < columns->count; i++)
        kept |= column_is_kept(&columns->list[i]);
    char *text, *what = columns_shown(columns, kept ? kind : NULL);
    FILE *sql = li_text_open(&text);
    fprintf(sql, "SELECT %s FROM \"%s\" r", what, kind->name);
    if (kept)
        kept_join(kind, sql);
    fprintf(sql, " WHERE r.%s = ?1", key);
    li_text_close(sql);
    struct query *query = query_new(li->store, text, err);
    free(text);
    free(what);
    return query;
}

struct query *listing_row(
    struct li *li, const struct kind *kind, const struct columns *columns, struct li_error *err)
{
    return shown_row(li, kind, columns, "rowid", err);
}

struct query *listing_record(
    struct li *li, const struct kind *kind, const struct columns *columns, struct li_error *err)
{
    return shown_row(li, kind, columns, "id", err);
}

int64_t listing_count(struct li *li, const struct listing *listing, struct li_error *err)
{
    struct plan plan;
    struct listing all = *listing;
    all.limit = 0;
    if (plan_read(li, &all, FILTER_BY_RECORD, &plan, err))
        return -1;
    struct query *query = plan_query(li, &plan, "count(*)", false, false, err);
    int64_t count = query && query_step(query, err) > 0 ? query_int(query, 0) : -1;
    query_free(query);
    return count;
}

struct query *listing_json(struct li *li, const struct listing *listing,
    const struct columns *columns, struct li_error *err)
{
    struct plan plan;
    if (plan_read(li, listing, way_of_records(listing, columns), &plan, err))
        return NULL;
    char *what = columns_object(
        listing->kind, columns, filter_kept(plan.filter), filter_archived(plan.filter));
    struct query *query = plan_query(li, &plan, what, true, true, err);
    free(what);
    return query;
}

struct query *listing_record_json(struct li *li, const struct kind *kind, struct li_error *err)
{
    char *object = columns_object(kind, NULL, NULL, false);
    char *sql = li_format("SELECT %s FROM \"%s\" r WHERE r.id = ?1", object, kind->name);
    struct query *query = query_new(li->store, sql, err);
    free(sql);
    free(object);
    return query;
}
