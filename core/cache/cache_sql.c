/*
 * cache_sql.c: the tables of what is kept, what fills and follows them, as SQL.
 */
#include "core/cache/cache_sql.h"
#include "core/cache/cache_dependency.h"
#include "core/cache/cache_table.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

static void cache_write_kept_names(const struct kind *kind, FILE *sql)
{
    for (int i = 0; i < kind->field_count; i++)
        if (kind->fields[i].cached)
            fprintf(sql, ", \"%s\"", kind->fields[i].name);
}

void cache_sql_write_tables(const struct kind *kind, FILE *sql)
{
    fprintf(sql, "CREATE TABLE local_kept_%s (", kind->name);
    if (cache_table_lead(kind))
        fputs("lead TEXT NOT NULL, ", sql);
    fputs("words TEXT NOT NULL, rid INTEGER NOT NULL, archived INTEGER NOT NULL", sql);
    cache_write_kept_names(kind, sql);
    fputs(kind->valid_until ? ", since INTEGER NOT NULL, until INTEGER NOT NULL" : "", sql);
    fputs(", PRIMARY KEY (", sql);
    cache_table_key_columns(kind, "", sql);
    fprintf(sql,
        ", rid)) WITHOUT ROWID;\n"
        "CREATE TABLE local_stale_%s (rid INTEGER PRIMARY KEY",
        kind->name);
    for (int i = kind->stored_count; i < kind->field_count; i++)
        if (kind->fields[i].flags & FIELD_INVALIDATES)
            fprintf(sql, ", \"%s\"", kind->fields[i].name);
    fputs(", until INTEGER);\n", sql);
}

/* The facts are worked out once a record: SQLite would repeat them for each field they are used
 * for.
 */
void cache_sql_write_rows(const struct kind *kind, const char *source, FILE *sql)
{
    fprintf(sql,
        "WITH f(rid, archived, facts%s, words) AS MATERIALIZED (SELECT r.rowid,"
        " r.archived_on IS NOT NULL, %s, ",
        cache_table_lead(kind) ? ", lead" : "", kind->facts ? kind->facts : "NULL");
    cache_table_key(kind, "r", sql);
    fprintf(sql, " FROM %s) SELECT ", source);
    cache_table_key_columns(kind, "f", sql);
    fputs(", f.rid, f.archived", sql);
    for (int i = 0; i < kind->field_count; i++)
        if (kind->fields[i].cached)
            fprintf(sql, ", %s", kind->fields[i].cached);
    if (kind->valid_until)
        fprintf(sql, ", today_number(), coalesce(%s, 1 << 31)", kind->valid_until);
    fputs(" FROM f ORDER BY ", sql);
    cache_table_key_columns(kind, "f", sql);
    fputs(", f.rid", sql);
}

void cache_sql_write_insert(const struct kind *kind, FILE *sql)
{
    fprintf(sql, "INSERT OR REPLACE INTO local_kept_%s VALUES (?, ?, ?%s%s", kind->name,
        cache_table_lead(kind) ? ", ?" : "", kind->valid_until ? ", ?, ?" : "");
    for (int i = 0; i < kind->field_count; i++)
        if (kind->fields[i].cached)
            fputs(", ?", sql);
    fputc(')', sql);
}

/* Whether what is kept of the kind looks at the column: by its words, its order, or its facts. */
static bool cache_is_looked_at(const struct kind *kind, const struct field *field)
{
    if (field->flags & FIELD_SEARCHED || field == cache_table_lead(kind))
        return true;
    char *mention = li_format("r.%s", field->name), *quoted = li_format("r.\"%s\"", field->name);
    bool found = kind->facts && (strstr(kind->facts, mention) || strstr(kind->facts, quoted));
    free(mention);
    free(quoted);
    return found;
}

/* Whether whom it feeds is noted with the record, and not only later, by the pass before the
   commit, which knows whom what is kept feeds. */
static bool cache_feeds_now(const struct kind *kind, const struct feeding *feeding)
{
    return !feeding->field || !cache_table_has(kind) ||
           strcmp(feeding->field->ref, kind->name) == 0;
}

/* What a change of the row notes: the record itself, and whom it feeds; all: those too that the
   pass would find, since what referred to them may no longer. */
static void cache_write_notes(
    const struct kind *kind, const char *row, bool self, bool all, FILE *sql)
{
    int at = 0;
    if (self && cache_table_has(kind))
        fprintf(
            sql, " INSERT OR IGNORE INTO local_stale_%s (rid) VALUES (%s.rowid);", kind->name, row);
    for (struct feeding feeding; cache_dependency_next(kind, &at, &feeding);)
        if (all || cache_feeds_now(kind, &feeding)) {
            fputc(' ', sql);
            cache_dependency_write(&feeding, row, NULL, NULL, NULL, sql);
            fputc(';', sql);
        }
}

static void cache_write_forget(const struct kind *kind, FILE *sql)
{
    if (!cache_table_has(kind))
        return;
    fprintf(sql, " DELETE FROM local_kept_%s WHERE (", kind->name);
    cache_table_key_columns(kind, "", sql);
    fputs(", rid) = (", sql);
    cache_table_key(kind, "old", sql);
    fputs(", old.rowid);", sql);
}

static void cache_write_trigger(
    const struct kind *kind, const char *name, const char *event, FILE *sql)
{
    fprintf(sql, ";\nCREATE TRIGGER local_kept_%s_%s AFTER %s", kind->name, name, event);
}

/* UPDATE OF the columns that are looked at; of any, where others may look at any. */
static void cache_write_update_of(const struct kind *kind, FILE *sql)
{
    int at = 0;
    bool any = false;
    struct feeding feeding;
    while (!any && cache_dependency_next(kind, &at, &feeding))
        any = !cache_dependency_columns(&feeding);
    cache_write_trigger(kind, "update", "UPDATE", sql);
    if (!any) {
        fputs(" OF archived_on", sql);
        for (int i = 0; i < kind->stored_count; i++)
            if (cache_is_looked_at(kind, &kind->fields[i]))
                fprintf(sql, ", \"%s\"", kind->fields[i].name);
        for (at = 0; cache_dependency_next(kind, &at, &feeding);)
            fprintf(sql, ", %s", cache_dependency_columns(&feeding));
    }
    fprintf(sql, " ON \"%s\" BEGIN", kind->name);
}

void cache_sql_write_triggers(const struct kind *kind, FILE *sql)
{
    if (!cache_table_has(kind) && !cache_dependency_feeds(kind))
        return;
    cache_write_update_of(kind, sql);
    cache_write_forget(kind, sql);
    cache_write_notes(kind, "new", true, false, sql);
    cache_write_notes(kind, "old", false, true, sql);
    fputs(" END", sql);
    cache_write_trigger(kind, "delete", "DELETE", sql);
    fprintf(sql, " ON \"%s\" BEGIN", kind->name);
    cache_write_forget(kind, sql);
    cache_write_notes(kind, "old", false, true, sql);
    fputs(" END", sql);
    if (!kind->reference || !cache_dependency_feeds(kind))
        return;
    cache_write_trigger(kind, "insert", "INSERT", sql);
    fprintf(sql, " ON \"%s\" BEGIN", kind->name);
    cache_write_notes(kind, "new", false, true, sql);
    fputs(" END", sql);
}

void cache_sql_write_differences(const struct kind *kind, FILE *sql)
{
    char *source = li_format("\"%s\" r", kind->name);
    const char *valid =
        kind->valid_until ? " WHERE since <= today_number() AND today_number() < until" : "";
    fputs("WITH kept AS (SELECT ", sql);
    cache_table_key_columns(kind, "", sql);
    fputs(", rid, archived", sql);
    cache_write_kept_names(kind, sql);
    fprintf(sql, " FROM local_kept_%s%s), made (", kind->name, valid);
    cache_table_key_columns(kind, "", sql);
    fputs(", rid, archived", sql);
    cache_write_kept_names(kind, sql);
    fprintf(sql, "%s) AS (SELECT * FROM (", kind->valid_until ? ", since, until" : "");
    cache_sql_write_rows(kind, source, sql);
    fputs(")) SELECT (SELECT count(*) FROM (SELECT * FROM kept EXCEPT SELECT ", sql);
    cache_table_key_columns(kind, "", sql);
    fputs(", rid, archived", sql);
    cache_write_kept_names(kind, sql);
    fprintf(sql,
        " FROM made)) + (SELECT count(*) FROM \"%s\" WHERE rowid NOT IN"
        " (SELECT rid FROM local_kept_%s))",
        kind->name, kind->name);
    free(source);
}
