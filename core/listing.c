/*
 * listing.c: lists of records as queries.
 */
#include "listing.h"
#include "../data/memory.h"
#include "expression.h"
#include "kept.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct field id_field = {
    .name = "id", .label = "Id", .type = FIELD_TEXT, .width = 36, .sql = "id_text(r.id)"};

/* Pairs of json_object and json_insert: SQLite takes 127 arguments. */
enum { JSON_PAIRS = 60 };

static enum li_err find_field(
    const struct kind *kind, const char *name, const struct field **out, struct li_error *err)
{
    if (strcmp(name, "id") == 0) {
        *out = &id_field;
        return LI_OK;
    }
    int number;
    enum li_err rc = kind_field_read(kind, name, &number, err);
    if (!rc)
        *out = &kind->fields[number];
    return rc;
}

/* "Affiliate region": the second label goes on in lower case, unless it is an abbreviation. */
static char *joined_label(const struct field *via, const struct field *field)
{
    char *label = li_format("%s %s", via->label, field->label);
    char *second = label + strlen(via->label) + 1;
    if (!isupper((unsigned char)second[1]))
        second[0] = (char)tolower((unsigned char)second[0]);
    return label;
}

/* "region" or "affiliate.region". */
static enum li_err column_read(
    const struct kind *kind, const char *name, struct column *out, struct li_error *err)
{
    *out = (struct column){0};
    const char *step = strchr(name, '.');
    enum li_err rc;
    if (step) {
        char *first = li_strndup(name, (size_t)(step - name));
        rc = find_field(kind, first, &out->via, err);
        free(first);
        if (rc)
            return rc;
        if (out->via->type != FIELD_REF)
            return li_fail(err, LI_USAGE, "%s names no other record, so %s can't be followed.",
                out->via->name, name);
        kind = kind_find(out->via->ref);
    }
    rc = find_field(kind, step ? step + 1 : name, &out->field, err);
    if (rc)
        return rc;
    out->name = li_strdup(name);
    out->label = out->via ? joined_label(out->via, out->field) : li_strdup(out->field->label);
    return LI_OK;
}

static void column_free(struct column *column)
{
    free(column->name);
    free(column->label);
}

static struct column *columns_add(struct columns *columns)
{
    columns->list = li_realloc(columns->list, columns->count + 1, sizeof *columns->list);
    return &columns->list[columns->count++];
}

/* The kind's own: the listed ones, or all. */
static void columns_of(const struct kind *kind, bool all, struct columns *out)
{
    for (int i = 0; i < kind->field_count; i++)
        if (all || kind->fields[i].flags & FIELD_LISTED)
            *columns_add(out) = (struct column){.field = &kind->fields[i],
                .name = li_strdup(kind->fields[i].name),
                .label = li_strdup(kind->fields[i].label)};
}

/* Gives each name of a list like "a,-b" to visit. */
static enum li_err each_name(const char *names,
    enum li_err (*visit)(void *arg, const char *name, struct li_error *err), void *arg,
    struct li_error *err)
{
    char *copy = li_strdup(names), *rest = NULL;
    enum li_err rc = LI_OK;
    for (char *name = strtok_r(copy, ", ", &rest); name && !rc; name = strtok_r(NULL, ", ", &rest))
        rc = visit(arg, name, err);
    free(copy);
    return rc;
}

struct reading_columns {
    const struct kind *kind;
    struct columns *out;
};

static enum li_err read_column(void *arg, const char *name, struct li_error *err)
{
    struct reading_columns *reading = arg;
    struct column column;
    enum li_err rc = column_read(reading->kind, name, &column, err);
    if (!rc)
        *columns_add(reading->out) = column;
    return rc;
}

enum li_err columns_read(
    const struct kind *kind, const char *names, struct columns *out, struct li_error *err)
{
    *out = (struct columns){0};
    struct reading_columns reading = {.kind = kind, .out = out};
    enum li_err rc = each_name(names ? names : "", read_column, &reading, err);
    if (rc)
        columns_free(out);
    else if (!out->count)
        columns_of(kind, false, out);
    return rc;
}

void columns_free(struct columns *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        column_free(&columns->list[i]);
    free(columns->list);
    *columns = (struct columns){0};
}

/* How a field is written into SQL: its name for a function of expression.h. */
typedef void (*writing)(const struct field *field, const struct kind *kept, FILE *out);

/* Writes what write makes of the field, seen from the row r through via. */
static void write_column(
    const struct column *column, writing write, const struct kind *kept, FILE *out)
{
    if (!column->via) {
        write(column->field, kept, out);
        return;
    }
    char *inner;
    size_t size;
    FILE *there = open_memstream(&inner, &size);
    write(column->field, NULL, there);
    fclose(there);
    char *value = li_format("r.\"%s\"", column->via->name);
    expression_follow(kind_find(column->via->ref), value, inner, out);
    free(value);
    free(inner);
}

static void write_shown(const struct field *field, const struct kind *kept, FILE *out)
{
    expression_shown(field, kept, false, out);
}

static void write_exact(const struct field *field, const struct kind *kept, FILE *out)
{
    expression_shown(field, kept, true, out);
}

static bool is_kept(const struct column *column)
{
    return !column->via && column->field->kept;
}

/* An order other than the kind's own: what is written after ORDER BY. */
struct ordering {
    const struct kind *kind, *kept;
    FILE *out;
    bool record, by_kept; /* what it looks at: r, k */
};

static enum li_err read_order(void *arg, const char *name, struct li_error *err)
{
    struct ordering *ordering = arg;
    bool down = name[0] == '-';
    struct column column;
    enum li_err rc = column_read(ordering->kind, name + down, &column, err);
    if (rc)
        return rc;
    write_column(&column, expression_order, ordering->kept, ordering->out);
    fputs(down ? " DESC NULLS LAST, " : " NULLS LAST, ", ordering->out);
    *(is_kept(&column) ? &ordering->by_kept : &ordering->record) = true;
    column_free(&column);
    return LI_OK;
}

/* Whether the listing is in the order in which its kind is kept, and which way round. */
static bool is_own_order(const struct listing *listing, bool *down)
{
    const struct kind *kind = listing->kind;
    const char *sort = listing->sort && *listing->sort ? listing->sort : kind->sort;
    *down = *sort == '-' && !kept_lead(kind);
    return kept_ordered(kind) && strcmp(sort + *down, kind->sort) == 0;
}

/* A listing read: what its query is made of. */
struct plan {
    const struct listing *listing;
    struct filter *filter;
    char *order;  /* after ORDER BY */
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
    struct ordering ordering = {.kind = listing->kind, .kept = kept, .out = out};
    const char *sort = listing->sort && *listing->sort ? listing->sort : listing->kind->sort;
    enum li_err rc = each_name(sort, read_order, &ordering, err);
    fputs(filter_rowid(plan->filter), out);
    plan->record = ordering.record;
    return rc;
}

static enum li_err plan_read(struct li *li, const struct listing *listing, enum filter_way way,
    struct plan *out, struct li_error *err)
{
    *out = (struct plan){.listing = listing};
    enum li_err rc = filter_read(li, listing->kind, listing->filter, way, &out->filter, err);
    if (rc)
        return rc;
    size_t size;
    FILE *order = open_memstream(&out->order, &size);
    rc = write_order(out, order, err);
    fclose(order);
    if (rc)
        plan_free(out);
    return rc;
}

/* Whether the order looks at what is kept: at a computed field. */
static bool sorts_by_kept(const struct listing *listing)
{
    struct ordering ordering = {.kind = listing->kind};
    char *unseen;
    size_t size;
    ordering.out = open_memstream(&unseen, &size);
    each_name(listing->sort ? listing->sort : "", read_order, &ordering, NULL);
    fclose(ordering.out);
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
        kept |= is_kept(&columns->list[i]);
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

/* The columns of listing_read. */
static char *shown_columns(const struct columns *columns, const struct kind *kept)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    fputs("r.id, r.archived_on IS NOT NULL", out);
    for (size_t i = 0; i < columns->count; i++) {
        fputs(", ", out);
        write_column(&columns->list[i], columns->exact ? write_exact : write_shown, kept, out);
    }
    fclose(out);
    return text;
}

struct query *listing_read(struct li *li, const struct listing *listing,
    const struct columns *columns, struct li_error *err)
{
    struct plan plan;
    if (plan_read(li, listing, way_of_records(listing, columns), &plan, err))
        return NULL;
    char *what = shown_columns(columns, filter_kept(plan.filter));
    struct query *query = plan_query(li, &plan, what, true, true, err);
    free(what);
    return query;
}

/* SELECT what of the one row whose key (id or rowid) is parameter 1. */
static struct query *one_row(
    struct li *li, const struct kind *kind, const char *what, const char *key, struct li_error *err)
{
    char *sql = li_format("SELECT %s FROM \"%s\" r WHERE r.%s = ?1", what, kind->name, key);
    struct query *query = query_new(li->store, sql, err);
    free(sql);
    return query;
}

struct query *listing_row(
    struct li *li, const struct kind *kind, const struct columns *columns, struct li_error *err)
{
    char *what = shown_columns(columns, NULL);
    struct query *query = one_row(li, kind, what, "rowid", err);
    free(what);
    return query;
}

struct query *listing_record(
    struct li *li, const struct kind *kind, const struct columns *columns, struct li_error *err)
{
    char *what = shown_columns(columns, NULL);
    struct query *query = one_row(li, kind, what, "id", err);
    free(what);
    return query;
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

/* The pairs of a JSON object as SQL, each name and value on its own. */
struct pairs {
    char **names, **values;
    size_t count;
};

static void add_pair(struct pairs *pairs, char *name, const struct column *column,
    const struct kind *kept, writing write)
{
    pairs->names = li_realloc(pairs->names, pairs->count + 1, sizeof *pairs->names);
    pairs->values = li_realloc(pairs->values, pairs->count + 1, sizeof *pairs->values);
    size_t size;
    FILE *out = open_memstream(&pairs->values[pairs->count], &size);
    write_column(column, write, kept, out);
    fclose(out);
    pairs->names[pairs->count++] = name;
}

static void gather_pairs(
    const struct columns *columns, const struct kind *kept, bool archived, struct pairs *pairs)
{
    static const struct field archived_on = {
        .name = "archived_on", .label = "Archived on", .type = FIELD_DAY};
    add_pair(pairs, li_strdup("id"), &(struct column){.field = &id_field}, kept, expression_json);
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->list[i];
        if (column->field == &id_field && !column->via)
            continue;
        add_pair(pairs, li_strdup(column->name), column, kept, expression_json);
        if (column->field->type == FIELD_REF)
            add_pair(pairs, li_format("%s_label", column->name), column, kept, write_exact);
    }
    if (archived)
        add_pair(pairs, li_strdup("archived_on"), &(struct column){.field = &archived_on}, kept,
            expression_json);
}

/* The first pairs make the object; each further batch is inserted into it. */
static char *object_sql(const struct pairs *pairs)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    for (size_t i = JSON_PAIRS; i < pairs->count; i += JSON_PAIRS)
        fputs("json_insert(", out);
    fputs("json_object(", out);
    for (size_t i = 0; i < pairs->count; i++) {
        if (i && i % JSON_PAIRS == 0)
            fputc(')', out);
        const char *path = i < JSON_PAIRS ? "%s'%s', %s" : "%s'$.\"%s\"', %s";
        fprintf(out, path, i ? ", " : "", pairs->names[i], pairs->values[i]);
    }
    fputc(')', out);
    fclose(out);
    return text;
}

static char *json_sql(
    const struct kind *kind, const struct columns *columns, const struct kind *kept, bool archived)
{
    struct pairs pairs = {0};
    struct columns all = {0};
    if (!columns)
        columns_of(kind, true, &all);
    gather_pairs(columns ? columns : &all, kept, archived, &pairs);
    char *sql = object_sql(&pairs);
    for (size_t i = 0; i < pairs.count; i++) {
        free(pairs.names[i]);
        free(pairs.values[i]);
    }
    free(pairs.names);
    free(pairs.values);
    columns_free(&all);
    return sql;
}

struct query *listing_json(struct li *li, const struct listing *listing,
    const struct columns *columns, struct li_error *err)
{
    struct plan plan;
    if (plan_read(li, listing, way_of_records(listing, columns), &plan, err))
        return NULL;
    char *what =
        json_sql(listing->kind, columns, filter_kept(plan.filter), filter_archived(plan.filter));
    struct query *query = plan_query(li, &plan, what, true, true, err);
    free(what);
    return query;
}

struct query *listing_record_json(struct li *li, const struct kind *kind, struct li_error *err)
{
    char *what = json_sql(kind, NULL, NULL, false);
    struct query *query = one_row(li, kind, what, "id", err);
    free(what);
    return query;
}
