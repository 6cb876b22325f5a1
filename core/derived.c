/*
 * derived.c: local tables that follow the records, written from the kind tables: the folded words
 * of each kind, and the tally of each goal's progress. Triggers keep them, also while the journal
 * replays.
 */
#include "../data/memory.h"
#include "../data/query.h"
#include "expression.h"
#include "liaise.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What stands for row in "new", "old" or "r": the searched fields joined by blanks. */
static void write_words(const struct kind *kind, const char *row, FILE *sql)
{
    const char *between = "";
    fputs("fold(", sql);
    for (int i = 0; i < kind->stored_count; i++) {
        if (!(kind->fields[i].flags & FIELD_SEARCHED))
            continue;
        fprintf(sql, "%scoalesce(%s.\"%s\" || ' ', '')", between, row, kind->fields[i].name);
        between = " || ";
    }
    fputs(")", sql);
}

/* Only a change of what is searched touches the words. */
static void write_fold_columns(const struct kind *kind, FILE *sql)
{
    const char *between = "";
    for (int i = 0; i < kind->stored_count; i++) {
        if (!(kind->fields[i].flags & FIELD_SEARCHED))
            continue;
        fprintf(sql, "%s\"%s\"", between, kind->fields[i].name);
        between = ", ";
    }
}

static void write_fold(const struct kind *kind, FILE *sql)
{
    const char *name = kind->name;
    fprintf(sql,
        "CREATE TABLE local_fold_%s (rid INTEGER PRIMARY KEY, words TEXT NOT NULL);\n"
        "INSERT INTO local_fold_%s SELECT r.rowid, ",
        name, name);
    write_words(kind, "r", sql);
    fprintf(sql,
        " FROM \"%s\" r ORDER BY r.rowid;\n"
        "CREATE TRIGGER local_fold_%s_insert AFTER INSERT ON \"%s\" BEGIN"
        " INSERT OR REPLACE INTO local_fold_%s VALUES (new.rowid, ",
        name, name, name, name);
    write_words(kind, "new", sql);
    fprintf(sql, "); END;\nCREATE TRIGGER local_fold_%s_update AFTER UPDATE OF ", name);
    write_fold_columns(kind, sql);
    fprintf(sql, " ON \"%s\" BEGIN UPDATE local_fold_%s SET words = ", name, name);
    write_words(kind, "new", sql);
    fprintf(sql,
        " WHERE rid = new.rowid; END;\n"
        "CREATE TRIGGER local_fold_%s_delete AFTER DELETE ON \"%s\" BEGIN"
        " DELETE FROM local_fold_%s WHERE rid = old.rowid; END;\n",
        name, name, name);
}

static const char tally_table[] =
    "CREATE TABLE local_goal_tally (goal BLOB PRIMARY KEY NOT NULL, entries INTEGER NOT NULL,"
    " total NUMERIC NOT NULL, latest NUMERIC NOT NULL, latest_on TEXT NOT NULL) WITHOUT ROWID;\n";

/* Of the entries that count, the last is the one of the latest day, then the newest id: SQLite
   takes value and day from the row that max() found. */
static const char tally_fill[] =
    " INSERT INTO local_goal_tally SELECT goal, entries, total, value, day FROM"
    " (SELECT p.goal, count(*) AS entries, sum(p.value) AS total, p.value, p.day,"
    " max(p.day || hex(p.id)) FROM progress p WHERE p.archived_on IS NULL AND p.goal IN %s"
    " GROUP BY p.goal);";

/* An entry may change its goal, and the last one of a goal may go: both are counted afresh. */
static void write_tally(FILE *sql)
{
    static const struct {
        const char *event, *goals;
    } triggers[] = {
        {"insert", "(new.goal)"}, {"update", "(old.goal, new.goal)"}, {"delete", "(old.goal)"}};
    fputs(tally_table, sql);
    fprintf(sql, tally_fill, "(SELECT id FROM goal)");
    for (size_t i = 0; i < sizeof triggers / sizeof *triggers; i++) {
        const char *event = triggers[i].event, *goals = triggers[i].goals;
        fprintf(sql,
            "\nCREATE TRIGGER local_goal_tally_%s AFTER %s ON progress BEGIN"
            " DELETE FROM local_goal_tally WHERE goal IN %s;",
            event, event, goals);
        fprintf(sql, tally_fill, goals);
        fputs(" END;", sql);
    }
}

/* Everything that makes the derived tables, given the records. The caller frees it. */
static char *derived_sql(void)
{
    char *text = NULL;
    size_t size = 0;
    FILE *sql = open_memstream(&text, &size);
    for (size_t i = 0; i < kind_count; i++)
        if (expression_has_words(kinds[i]))
            write_fold(kinds[i], sql);
    write_tally(sql);
    fclose(sql);
    return text;
}

static enum li_err derived_run(struct store *store, const char *sql, struct li_error *err)
{
    int rc = sqlite3_exec(store_db(store), sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? LI_OK : store_fail(store, rc, "Building the derived tables", err);
}

/* Drops what stands there from whatever version. */
static enum li_err derived_drop(struct store *store, struct li_error *err)
{
    struct query *query = query_new(store,
        "SELECT coalesce(group_concat('DROP ' || type || ' \"' || name || '\"', ';'), '')"
        " FROM sqlite_schema WHERE type IN ('table', 'trigger')"
        " AND (name GLOB 'local_fold_*' OR name GLOB 'local_goal_tally*')",
        err);
    if (!query)
        return err->code;
    char *sql = query_step(query, err) > 0 ? li_strdup(query_text(query, 0)) : NULL;
    query_free(query);
    enum li_err code = sql ? derived_run(store, sql, err) : err->code;
    free(sql);
    return code;
}

/* The description's mark: what is stored beside the tables it made. */
static const char *derived_mark(const char *sql, char out[ID_TEXT_SIZE])
{
    struct id id = id_named("derived", sql);
    return id_text(&id, out);
}

static enum li_err derived_build(struct store *store, const char *sql, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    char mark[ID_TEXT_SIZE];
    enum li_err code = derived_run(store, "BEGIN IMMEDIATE", err);
    if (code)
        return code;
    code = derived_drop(store, err);
    if (!code)
        code = derived_run(store, sql, err);
    if (!code)
        code = store_set_fact(store, "derived", derived_mark(sql, mark), err);
    if (!code)
        code = derived_run(store, "COMMIT", err);
    if (code)
        derived_run(store, "ROLLBACK", NULL);
    return code;
}

/* A store opened for reading says so to SQLite in one of two ways. */
static bool derived_fixed(struct store *store)
{
    struct query *query = query_new(store, "PRAGMA query_only", NULL);
    bool only = query && query_step(query, NULL) > 0 && query_int(query, 0);
    query_free(query);
    return only || sqlite3_db_readonly(store_db(store), "main") == 1;
}

enum li_err li_derive(struct store *store, struct li_error *err)
{
    char mark[ID_TEXT_SIZE];
    char *sql = derived_sql(), *stands = store_fact(store, "derived");
    enum li_err code = LI_OK;
    bool current = stands && strcmp(stands, derived_mark(sql, mark)) == 0;
    if (!current && derived_fixed(store))
        code = li_fail(err, LI_OLDER,
            "%s was last used by another version of liaise; open it once for writing.",
            store_path(store));
    else if (!current)
        code = derived_build(store, sql, err);
    free(stands);
    free(sql);
    return code;
}

enum li_err li_rederive(struct store *store, struct li_error *err)
{
    char *sql = derived_sql();
    enum li_err code = derived_build(store, sql, err);
    free(sql);
    return code;
}
