/*
 * cache_dependency.c: the statements that note whose facts are drawn from a record.
 */
#include "core/cache/cache_dependency.h"
#include <string.h>

bool cache_dependency_next(const struct kind *kind, int *at, struct feeding *out)
{
    for (; *at < kind->stored_count; ++*at)
        if (kind->fields[*at].flags & FIELD_INVALIDATES) {
            *out = (struct feeding){.field = &kind->fields[(*at)++]};
            return true;
        }
    const struct cache_dependency *way =
        kind->feeds ? &kind->feeds[*at - kind->stored_count] : NULL;
    if (!way || !way->kind)
        return false;
    *out = (struct feeding){.way = way};
    ++*at;
    return true;
}

bool cache_dependency_feeds(const struct kind *kind)
{
    int at = 0;
    struct feeding first;
    return cache_dependency_next(kind, &at, &first);
}

const char *cache_dependency_whose(const struct feeding *feeding)
{
    return feeding->field ? feeding->field->ref : feeding->way->kind;
}

const char *cache_dependency_columns(const struct feeding *feeding)
{
    return feeding->way ? feeding->way->columns : NULL;
}

bool cache_dependency_from_added(const struct kind *kind, const struct feeding *feeding)
{
    return !kind->reference && (feeding->field || !strstr(feeding->way->where, "@.id"));
}

/* With the row in place of each "@". */
static void cache_write_where(const char *where, const char *row, FILE *sql)
{
    for (const char *at = where; *at; at++)
        if (*at == '@')
            fputs(row, sql);
        else
            fputc(*at, sql);
}

void cache_dependency_write(const struct feeding *feeding, const char *row, const char *from,
    const char *join, const char *condition, FILE *sql)
{
    const char *whose = cache_dependency_whose(feeding);
    fprintf(sql, "INSERT OR IGNORE INTO local_stale_%s (rid) SELECT t.rowid FROM ", whose);
    if (from)
        fprintf(sql, "%s CROSS JOIN ", from);
    if (feeding->field)
        fprintf(sql, "\"%s\" t", whose);
    else
        fputs(feeding->way->from, sql);
    fprintf(sql, "%s WHERE ", join ? join : "");
    if (feeding->field)
        fprintf(sql, "t.id = %s.\"%s\"", row, feeding->field->name);
    else
        cache_write_where(feeding->way->where, row, sql);
    if (condition)
        fprintf(sql, " AND (%s)", condition);
}
