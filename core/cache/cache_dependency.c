/*
 * cache_dependency.c: finds the records whose facts are drawn from another.
 */
#include "core/cache/cache_dependency.h"
#include <assert.h>
#include <string.h>

bool cache_dependency_next(const struct kind *kind, int *at, struct cache_edge *out)
{
    assert(kind && at && *at >= 0 && out);
    for (; *at < kind->stored_count; ++*at)
        if (kind->fields[*at].flags & FIELD_INVALIDATES) {
            *out = (struct cache_edge){.field = &kind->fields[(*at)++]};
            return true;
        }
    const struct cache_dependency *way =
        kind->feeds ? &kind->feeds[*at - kind->stored_count] : NULL;
    if (!way || !way->kind)
        return false;
    *out = (struct cache_edge){.way = way};
    ++*at;
    return true;
}

bool cache_dependency_any(const struct kind *kind)
{
    assert(kind);
    int at = 0;
    struct cache_edge first;
    return cache_dependency_next(kind, &at, &first);
}

const char *cache_dependency_target(const struct cache_edge *edge)
{
    assert(!edge->field != !edge->way);
    return edge->field ? edge->field->ref : edge->way->kind;
}

const char *cache_dependency_columns(const struct cache_edge *edge)
{
    assert(!edge->field != !edge->way);
    return edge->way ? edge->way->columns : NULL;
}

bool cache_dependency_from_added(const struct kind *kind, const struct cache_edge *edge)
{
    assert(kind && !edge->field != !edge->way);
    return !kind->reference && (edge->field || !strstr(edge->way->where, "@.id"));
}

/* Writes it with the row in place of each "@". */
static void cache_dependency_write_where(const char *where, const char *row, FILE *sql)
{
    for (const char *at = where; *at; at++)
        if (*at == '@')
            fputs(row, sql);
        else
            fputc(*at, sql);
}

void cache_dependency_write_targets(
    const struct cache_edge *edge, const char *row, const char *from, FILE *sql)
{
    assert(!edge->field != !edge->way && row && sql);
    fputs("SELECT t.rowid FROM ", sql);
    if (from)
        fprintf(sql, "%s CROSS JOIN ", from);
    if (edge->field)
        fprintf(sql, "\"%s\" t WHERE t.id = %s.\"%s\"", cache_dependency_target(edge), row,
            edge->field->name);
    else
        fprintf(sql, "%s WHERE ", edge->way->from);
    if (edge->way)
        cache_dependency_write_where(edge->way->where, row, sql);
}
