/*
 * cache_table.c: the columns, key and order of a cache table, as SQL.
 */
#include "core/cache/cache_table.h"
#include <assert.h>
#include <string.h>

/* Comes before every letter and blank, so that "Alder" stands before "Alder Bay" whatever follows
   it, and no phrase reaches from one field into the next. */
#define LINE_END "char(10)"

/* Sorts after every day: what has none comes last. */
#define NO_DAY "'~'"

bool cache_table_has(const struct kind *kind)
{
    assert(kind);
    for (int i = 0; i < kind->stored_count; i++)
        if (kind->fields[i].flags & FIELD_SEARCHED)
            return true;
    return false;
}

const struct kind *cache_table_next(size_t *at)
{
    assert(kinds && at);
    while (*at < kind_count)
        if (cache_table_has(kinds[(*at)++]))
            return kinds[*at - 1];
    return NULL;
}

/* The field at that place of the kind's order; -1: there is none, or it goes downwards. */
static int cache_table_order_field(const struct kind *kind, int place)
{
    const char *at = kind->sort;
    for (; place > 0 && at; place--)
        at = (at = strchr(at, ',')) ? at + 1 : NULL;
    if (!at)
        return -1;
    for (int i = 0; i < kind->stored_count; i++) {
        size_t length = strlen(kind->fields[i].name);
        if (strncmp(at, kind->fields[i].name, length) == 0 && (!at[length] || at[length] == ','))
            return i;
    }
    return -1;
}

const struct field *cache_table_lead(const struct kind *kind)
{
    assert(kind && kind->sort);
    int first = cache_table_order_field(kind, 0);
    return first >= 0 && kind->fields[first].type == FIELD_DAY ? &kind->fields[first] : NULL;
}

/* The searched field the kind is ordered by; -1: another. */
static int cache_table_first_words(const struct kind *kind)
{
    int field = cache_table_order_field(kind, cache_table_lead(kind) ? 1 : 0);
    return field >= 0 && kind->fields[field].flags & FIELD_SEARCHED ? field : -1;
}

bool cache_table_ordered(const struct kind *kind)
{
    assert(kind);
    int last = cache_table_lead(kind) ? 1 : 0;
    return cache_table_has(kind) && cache_table_first_words(kind) >= 0 &&
           cache_table_order_field(kind, last + 1) < 0;
}

/* The searched fields of the record in row, the one the kind is ordered by first, each between
   before and after. */
static void cache_table_write_searched(const struct kind *kind, const char *row, const char *before,
    const char *after, const char *between, FILE *sql)
{
    int first = cache_table_first_words(kind);
    const char *apart = "";
    for (int i = first >= 0 ? -1 : 0; i < kind->stored_count; i++) {
        const struct field *field = &kind->fields[i < 0 ? first : i];
        if (i == first || !(field->flags & FIELD_SEARCHED))
            continue;
        fprintf(sql, "%s%scoalesce(%s.\"%s\", '')%s", apart, before, row, field->name, after);
        apart = between;
    }
}

void cache_table_words(const struct kind *kind, const char *row, FILE *sql)
{
    assert(cache_table_has(kind) && row && sql);
    cache_table_write_searched(kind, row, "fold(", ")", " || " LINE_END " || ", sql);
}

static void cache_write_lead(const struct field *lead, const char *row, FILE *sql)
{
    fprintf(sql, "coalesce(%s.\"%s\", " NO_DAY ")", row, lead->name);
}

void cache_table_key(const struct kind *kind, const char *row, FILE *sql)
{
    assert(cache_table_has(kind) && row && sql);
    const struct field *lead = cache_table_lead(kind);
    if (lead) {
        cache_write_lead(lead, row, sql);
        fputs(", ", sql);
    }
    cache_table_words(kind, row, sql);
}

void cache_table_key_columns(const struct kind *kind, const char *row, FILE *sql)
{
    assert(cache_table_has(kind) && row && sql);
    const char *point = *row ? "." : "";
    if (cache_table_lead(kind))
        fprintf(sql, "%s%slead, ", row, point);
    fprintf(sql, "%s%swords", row, point);
}

void cache_table_order(const struct kind *kind, const char *row, bool down, FILE *sql)
{
    assert(cache_table_has(kind) && sql);
    const struct field *lead = cache_table_lead(kind);
    const char *direction = down ? " DESC" : "";
    if (lead && row)
        cache_write_lead(lead, row, sql);
    else if (lead)
        fputs("k.lead", sql);
    fprintf(sql, "%s%s", lead ? direction : "", lead ? ", " : "");
    if (row)
        cache_table_words(kind, row, sql);
    else
        fputs("k.words", sql);
    fprintf(sql, "%s, %s%s", direction, row ? row : "k", row ? ".rowid" : ".rid");
    fputs(direction, sql);
}

void cache_table_order_top(const struct kind *kind, const char *row, FILE *sql)
{
    assert(cache_table_has(kind) && row && sql);
    const struct field *lead = cache_table_lead(kind);
    if (lead) {
        cache_write_lead(lead, row, sql);
        fputs(", ", sql);
    }
    cache_table_write_searched(kind, row, "", " COLLATE folded", ", ", sql);
    fprintf(sql, ", %s.rowid", row);
}

void cache_table_join(const struct kind *kind, FILE *sql)
{
    assert(cache_table_has(kind) && sql);
    fprintf(sql, " LEFT JOIN local_cache_%s k ON (", kind->name);
    cache_table_key_columns(kind, "k", sql);
    fputs(", k.rid) = (", sql);
    cache_table_key(kind, "r", sql);
    fputs(", r.rowid)", sql);
}

void cache_table_holds(const struct kind *kind, FILE *sql)
{
    assert(cache_table_has(kind) && sql);
    fputs(kind->valid_until
              ? "(all_hold() OR (k.since <= today_number() AND today_number() < k.until))"
              : "k.rid IS NOT NULL",
        sql);
}

static void cache_table_write_cached(const struct field *field, FILE *sql)
{
    if (field->cached_read)
        fprintf(sql, "%s(k.\"%s\")", field->cached_read, field->name);
    else
        fprintf(sql, "k.\"%s\"", field->name);
}

void cache_table_value(const struct kind *kind, const struct field *field, FILE *sql)
{
    assert(cache_table_has(kind) && field->cached && sql);
    if (!kind->valid_until) {
        cache_table_write_cached(field, sql);
        return;
    }
    fputs("CASE WHEN ", sql);
    cache_table_holds(kind, sql);
    fputs(" THEN ", sql);
    cache_table_write_cached(field, sql);
    fprintf(
        sql, " ELSE (SELECT %s FROM \"%s\" r WHERE r.rowid = k.rid) END", field->sql, kind->name);
}
