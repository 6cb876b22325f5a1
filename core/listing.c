/*
 * listing.c: lists of records as queries.
 */
#include "listing.h"
#include "../data/memory.h"
#include "expression.h"
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

/* Writes what write makes of the field, seen from the row r through via. */
static void write_column(
    const struct column *column, void (*write)(const struct field *field, FILE *out), FILE *out)
{
    if (!column->via) {
        write(column->field, out);
        return;
    }
    char *inner;
    size_t size;
    FILE *there = open_memstream(&inner, &size);
    write(column->field, there);
    fclose(there);
    char *value = li_format("r.\"%s\"", column->via->name);
    expression_follow(kind_find(column->via->ref), value, inner, out);
    free(value);
    free(inner);
}

static void write_shown(const struct field *field, FILE *out)
{
    expression_shown(field, false, out);
}

static void write_exact(const struct field *field, FILE *out)
{
    expression_shown(field, true, out);
}

struct ordering {
    const struct kind *kind;
    FILE *out;
};

static enum li_err read_order(void *arg, const char *name, struct li_error *err)
{
    struct ordering *ordering = arg;
    bool down = name[0] == '-';
    struct column column;
    enum li_err rc = column_read(ordering->kind, name + down, &column, err);
    if (rc)
        return rc;
    write_column(&column, expression_order, ordering->out);
    fputs(down ? " DESC NULLS LAST, " : " NULLS LAST, ", ordering->out);
    column_free(&column);
    return LI_OK;
}

/* SELECT what FROM the listing's rows in its order, with the filter's values bound. */
static struct query *listing_query(struct li *li, const struct listing *listing,
    const struct filter *filter, const char *what, struct li_error *err)
{
    char *sql;
    size_t size;
    FILE *out = open_memstream(&sql, &size);
    fprintf(
        out, "SELECT %s FROM %s WHERE %s ORDER BY ", what, filter_from(filter), filter_sql(filter));
    struct ordering ordering = {.kind = listing->kind, .out = out};
    const char *sort = listing->sort && *listing->sort ? listing->sort : listing->kind->sort;
    enum li_err rc = each_name(sort, read_order, &ordering, err);
    fputs("r.id", out);
    if (listing->limit > 0)
        fprintf(out, " LIMIT %lld", (long long)listing->limit);
    fclose(out);
    struct query *query = rc ? NULL : query_new(li->store, sql, err);
    free(sql);
    if (query)
        filter_bind(filter, query);
    return query;
}

struct query *listing_rows(struct li *li, const struct listing *listing, struct li_error *err)
{
    struct filter *filter;
    if (filter_read(li, listing->kind, listing->filter, &filter, err))
        return NULL;
    struct query *query = listing_query(li, listing, filter, "r.rowid", err);
    filter_free(filter);
    return query;
}

bool listing_streams(struct li *li, const struct listing *listing)
{
    (void)li;
    (void)listing;
    return false;
}

struct query *listing_hits(struct li *li, const struct listing *listing, struct li_error *err)
{
    struct filter *filter;
    if (filter_read(li, listing->kind, listing->filter, &filter, err))
        return NULL;
    char *sql =
        li_format("SELECT r.rowid FROM %s WHERE %s", filter_from(filter), filter_sql(filter));
    struct query *query = query_new(li->store, sql, err);
    free(sql);
    if (query)
        filter_bind(filter, query);
    filter_free(filter);
    return query;
}

struct query *listing_walk(struct li *li, const struct listing *listing, struct li_error *err)
{
    (void)li;
    (void)listing;
    (void)err;
    return NULL;
}

/* The columns of listing_read. */
static char *shown_columns(const struct columns *columns)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    fputs("r.id, r.archived_on IS NOT NULL", out);
    for (size_t i = 0; i < columns->count; i++) {
        fputs(", ", out);
        write_column(&columns->list[i], columns->exact ? write_exact : write_shown, out);
    }
    fclose(out);
    return text;
}

struct query *listing_read(struct li *li, const struct listing *listing,
    const struct columns *columns, struct li_error *err)
{
    struct filter *filter;
    if (filter_read(li, listing->kind, listing->filter, &filter, err))
        return NULL;
    char *what = shown_columns(columns);
    struct query *query = listing_query(li, listing, filter, what, err);
    free(what);
    filter_free(filter);
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
    char *what = shown_columns(columns);
    struct query *query = one_row(li, kind, what, "rowid", err);
    free(what);
    return query;
}

struct query *listing_record(
    struct li *li, const struct kind *kind, const struct columns *columns, struct li_error *err)
{
    char *what = shown_columns(columns);
    struct query *query = one_row(li, kind, what, "id", err);
    free(what);
    return query;
}

int64_t listing_count(struct li *li, const struct listing *listing, struct li_error *err)
{
    struct filter *filter;
    if (filter_read(li, listing->kind, listing->filter, &filter, err))
        return -1;
    char *sql =
        li_format("SELECT count(*) FROM %s WHERE %s", filter_from(filter), filter_sql(filter));
    struct query *query = query_new(li->store, sql, err);
    free(sql);
    int64_t count = -1;
    if (query) {
        filter_bind(filter, query);
        count = query_step(query, err) > 0 ? query_int(query, 0) : -1;
    }
    query_free(query);
    filter_free(filter);
    return count;
}

/* The pairs of a JSON object as SQL, each name and value on its own. */
struct pairs {
    char **names, **values;
    size_t count;
};

static void add_pair(struct pairs *pairs, char *name, const struct column *column,
    void (*write)(const struct field *field, FILE *out))
{
    pairs->names = li_realloc(pairs->names, pairs->count + 1, sizeof *pairs->names);
    pairs->values = li_realloc(pairs->values, pairs->count + 1, sizeof *pairs->values);
    size_t size;
    FILE *out = open_memstream(&pairs->values[pairs->count], &size);
    write_column(column, write, out);
    fclose(out);
    pairs->names[pairs->count++] = name;
}

static void gather_pairs(const struct columns *columns, bool archived, struct pairs *pairs)
{
    static const struct field archived_on = {
        .name = "archived_on", .label = "Archived on", .type = FIELD_DAY};
    add_pair(pairs, li_strdup("id"), &(struct column){.field = &id_field}, expression_json);
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = &columns->list[i];
        if (column->field == &id_field && !column->via)
            continue;
        add_pair(pairs, li_strdup(column->name), column, expression_json);
        if (column->field->type == FIELD_REF)
            add_pair(pairs, li_format("%s_label", column->name), column, write_exact);
    }
    if (archived)
        add_pair(pairs, li_strdup("archived_on"), &(struct column){.field = &archived_on},
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

static char *json_sql(const struct kind *kind, const struct columns *columns, bool archived)
{
    struct pairs pairs = {0};
    struct columns all = {0};
    if (!columns)
        columns_of(kind, true, &all);
    gather_pairs(columns ? columns : &all, archived, &pairs);
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
    struct filter *filter;
    if (filter_read(li, listing->kind, listing->filter, &filter, err))
        return NULL;
    char *what = json_sql(listing->kind, columns, filter_archived(filter));
    struct query *query = listing_query(li, listing, filter, what, err);
    free(what);
    filter_free(filter);
    return query;
}

struct query *listing_record_json(struct li *li, const struct kind *kind, struct li_error *err)
{
    char *what = json_sql(kind, NULL, false);
    struct query *query = one_row(li, kind, what, "id", err);
    free(what);
    return query;
}
