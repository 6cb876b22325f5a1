/*
 * cache_sql.c: the cache tables, what fills them and the triggers that follow the records.
 */
#include "core/cache/cache_sql.h"
#include "core/cache/cache_dependency.h"
#include "core/cache/cache_table.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void cache_sql_write_fields(const struct kind *kind, FILE *sql)
{
    for (int i = 0; i < kind->field_count; i++)
        if (kind->fields[i].cached)
            fprintf(sql, ", \"%s\"", kind->fields[i].name);
}

void cache_sql_write_tables(const struct kind *kind, FILE *sql)
{
    assert(cache_table_has(kind) && sql);
    fprintf(sql, "CREATE TABLE local_cache_%s (", kind->name);
    if (cache_table_lead(kind))
        fputs("lead TEXT NOT NULL, ", sql);
    fputs("words TEXT NOT NULL, rid INTEGER NOT NULL, archived INTEGER NOT NULL", sql);
    cache_sql_write_fields(kind, sql);
    fputs(kind->valid_until ? ", since INTEGER NOT NULL, until INTEGER NOT NULL" : "", sql);
    fputs(", PRIMARY KEY (", sql);
    cache_table_key_columns(kind, "", sql);
    fprintf(sql,
        ", rid)) WITHOUT ROWID;\n"
        "CREATE TABLE local_stale_%s (rid INTEGER PRIMARY KEY);\n",
        kind->name);
}

/* LIMIT inside and WHERE outside keep the two SELECTs apart, so that the facts are computed once a
   record: SQLite would merge them and repeat the facts for each field that uses them. MATERIALIZED
   would do so too, but writes a temporary table, which costs one record more than its facts. */
void cache_sql_write_rows(const struct kind *kind, const char *source, FILE *sql)
{
    assert(cache_table_has(kind) && source && sql);
    fprintf(sql,
        "WITH f(rid, archived, facts%s, words) AS NOT MATERIALIZED (SELECT r.rowid,"
        " r.archived_on IS NOT NULL, %s, ",
        cache_table_lead(kind) ? ", lead" : "", kind->facts ? kind->facts : "NULL");
    cache_table_key(kind, "r", sql);
    fprintf(sql, " FROM %s LIMIT -1) SELECT ", source);
    cache_table_key_columns(kind, "f", sql);
    fputs(", f.rid, f.archived", sql);
    for (int i = 0; i < kind->field_count; i++)
        if (kind->fields[i].cached)
            fprintf(sql, ", %s", kind->fields[i].cached);
    if (kind->valid_until)
        fprintf(sql, ", today_number(), coalesce(%s, 1 << 31)", kind->valid_until);
    fputs(" FROM f WHERE true ORDER BY ", sql);
    cache_table_key_columns(kind, "f", sql);
    fputs(", f.rid", sql);
}

void cache_sql_write_insert(const struct kind *kind, FILE *sql)
{
    assert(cache_table_has(kind) && sql);
    fprintf(sql, "INSERT OR REPLACE INTO local_cache_%s VALUES (?, ?, ?%s%s", kind->name,
        cache_table_lead(kind) ? ", ?" : "", kind->valid_until ? ", ?, ?" : "");
    for (int i = 0; i < kind->field_count; i++)
        if (kind->fields[i].cached)
            fputs(", ?", sql);
    fputc(')', sql);
}

void cache_sql_write_same(const struct kind *kind, FILE *sql)
{
    assert(cache_table_has(kind) && kind->valid_until && sql);
    int column = cache_table_lead(kind) ? 4 : 3; /* behind the key, the row id and archived */
    fprintf(sql, "SELECT 1 FROM local_cache_%s WHERE (", kind->name);
    cache_table_key_columns(kind, "", sql);
    fprintf(sql, ", rid) = (?1, ?2%s)", cache_table_lead(kind) ? ", ?3" : "");
    for (int i = 0; i < kind->field_count; i++) {
        const struct field *field = &kind->fields[i];
        column += field->cached != NULL;
        if (field->cached && field->flags & FIELD_INVALIDATES)
            fprintf(sql, " AND \"%s\" IS ?%d", field->name, column);
    }
    fprintf(sql, " AND since <= today_number() AND today_number() < until AND until <= ?%d",
        column + 2);
}

/* Whether the cache row depends on the column: by its words, its order, or its facts. */
static bool cache_sql_depends_on(const struct kind *kind, const struct field *field)
{
    if (field->flags & FIELD_SEARCHED || field == cache_table_lead(kind))
        return true;
    char *mention = li_format("r.%s", field->name), *quoted = li_format("r.\"%s\"", field->name);
    bool found = kind->facts && (strstr(kind->facts, mention) || strstr(kind->facts, quoted));
    free(mention);
    free(quoted);
    return found;
}

/* Whether a trigger marks the targets with the record, and not cache_update, which marks them only
   where the cache row changes. */
static bool cache_sql_marks_now(const struct kind *kind, const struct cache_edge *edge)
{
    return !edge->field || !cache_table_has(kind) || strcmp(edge->field->ref, kind->name) == 0;
}

/* What a change of the row marks: the record itself, and its targets; all: those too that
   cache_update would find, since the record may no longer refer to them. */
static void cache_sql_write_marks(
    const struct kind *kind, const char *row, bool self, bool all, FILE *sql)
{
    int at = 0;
    if (self && cache_table_has(kind))
        fprintf(
            sql, " INSERT OR IGNORE INTO local_stale_%s (rid) VALUES (%s.rowid);", kind->name, row);
    for (struct cache_edge edge; cache_dependency_next(kind, &at, &edge);)
        if (all || cache_sql_marks_now(kind, &edge)) {
            fprintf(sql, " INSERT OR IGNORE INTO local_stale_%s (rid) ",
                cache_dependency_target(&edge));
            cache_dependency_write_targets(&edge, row, NULL, sql);
            fputc(';', sql);
        }
}

static void cache_sql_write_delete(const struct kind *kind, FILE *sql)
{
    if (!cache_table_has(kind))
        return;
    fprintf(sql, " DELETE FROM local_cache_%s WHERE (", kind->name);
    cache_table_key_columns(kind, "", sql);
    fputs(", rid) = (", sql);
    cache_table_key(kind, "old", sql);
    fputs(", old.rowid);", sql);
}

static void cache_sql_write_trigger(
    const struct kind *kind, const char *name, const char *event, FILE *sql)
{
    fprintf(sql, ";\nCREATE TRIGGER local_cache_%s_%s AFTER %s", kind->name, name, event);
}

/* UPDATE OF the columns the cache depends on; of any column, where another kind may depend on any.
 */
static void cache_sql_write_update_of(const struct kind *kind, FILE *sql)
{
    int at = 0;
    bool any = false;
    struct cache_edge edge;
    while (!any && cache_dependency_next(kind, &at, &edge))
        any = !cache_dependency_columns(&edge);
    cache_sql_write_trigger(kind, "update", "UPDATE", sql);
    if (!any) {
        fputs(" OF archived_on", sql);
        for (int i = 0; i < kind->stored_count; i++)
            if (cache_sql_depends_on(kind, &kind->fields[i]))
                fprintf(sql, ", \"%s\"", kind->fields[i].name);
        for (at = 0; cache_dependency_next(kind, &at, &edge);)
            fprintf(sql, ", %s", cache_dependency_columns(&edge));
    }
    fprintf(sql, " ON \"%s\" BEGIN", kind->name);
}

void cache_sql_write_triggers(const struct kind *kind, FILE *sql)
{
    assert(kind && sql);
    if (!cache_table_has(kind) && !cache_dependency_any(kind))
        return;
    cache_sql_write_update_of(kind, sql);
    cache_sql_write_delete(kind, sql);
    cache_sql_write_marks(kind, "new", true, false, sql);
    cache_sql_write_marks(kind, "old", false, true, sql);
    fputs(" END", sql);
    cache_sql_write_trigger(kind, "delete", "DELETE", sql);
    fprintf(sql, " ON \"%s\" BEGIN", kind->name);
    cache_sql_write_delete(kind, sql);
    cache_sql_write_marks(kind, "old", false, true, sql);
    fputs(" END", sql);
    if (!kind->reference || !cache_dependency_any(kind))
        return;
    cache_sql_write_trigger(kind, "insert", "INSERT", sql);
    fprintf(sql, " ON \"%s\" BEGIN", kind->name);
    cache_sql_write_marks(kind, "new", false, true, sql);
    fputs(" END", sql);
}

void cache_sql_write_differences(const struct kind *kind, FILE *sql)
{
    assert(cache_table_has(kind) && sql);
    char *source = li_format("\"%s\" r", kind->name);
    const char *valid =
        kind->valid_until ? " WHERE since <= today_number() AND today_number() < until" : "";
    fputs("WITH cached AS (SELECT ", sql);
    cache_table_key_columns(kind, "", sql);
    fputs(", rid, archived", sql);
    cache_sql_write_fields(kind, sql);
    fprintf(sql, " FROM local_cache_%s%s), made (", kind->name, valid);
    cache_table_key_columns(kind, "", sql);
    fputs(", rid, archived", sql);
    cache_sql_write_fields(kind, sql);
    fprintf(sql, "%s) AS (SELECT * FROM (", kind->valid_until ? ", since, until" : "");
    cache_sql_write_rows(kind, source, sql);
    fputs(")) SELECT (SELECT count(*) FROM (SELECT * FROM cached EXCEPT SELECT ", sql);
    cache_table_key_columns(kind, "", sql);
    fputs(", rid, archived", sql);
    cache_sql_write_fields(kind, sql);
    fprintf(sql,
        " FROM made)) + (SELECT count(*) FROM \"%s\" WHERE rowid NOT IN"
        " (SELECT rid FROM local_cache_%s))",
        kind->name, kind->name);
    free(source);
}
