/*
 * derived.c: what is kept of each record (kept.h), made from the kind tables and brought up to the
 * records before every commit.
 *
 * The store tells which rows were added, and triggers note which were changed, in
 * local_stale_KIND; that costs a bulk write little, and holds also while the journal replays. What
 * is noted is worked out anew in one pass, sorted as it is kept, so that a million new records are
 * a million appended rows.
 */
#include "../data/memory.h"
#include "../data/query.h"
#include "kept.h"
#include "liaise.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the tables and what fills them ----------------------------------------------------------- */

/* Runs over every kind of which something is kept. */
static const struct kind *next_kept(size_t *at)
{
    while (*at < kind_count)
        if (kept_has(kinds[(*at)++]))
            return kinds[*at - 1];
    return NULL;
}

static void write_kept_names(const struct kind *kind, FILE *sql)
{
    for (int i = 0; i < kind->field_count; i++)
        if (kind->fields[i].kept)
            fprintf(sql, ", \"%s\"", kind->fields[i].name);
}

static void write_tables(const struct kind *kind, FILE *sql)
{
    fprintf(sql, "CREATE TABLE local_kept_%s (", kind->name);
    if (kept_lead(kind))
        fputs("lead TEXT NOT NULL, ", sql);
    fputs("words TEXT NOT NULL, rid INTEGER NOT NULL, archived INTEGER NOT NULL", sql);
    write_kept_names(kind, sql);
    fputs(kind->until ? ", since INTEGER NOT NULL, until INTEGER NOT NULL" : "", sql);
    fputs(", PRIMARY KEY (", sql);
    kept_key_columns(kind, "", sql);
    fprintf(sql,
        ", rid)) WITHOUT ROWID;\n"
        "CREATE TABLE local_stale_%s (rid INTEGER PRIMARY KEY);\n",
        kind->name);
}

/* SELECT what is kept, worked out from the records of source, in the table's order. The facts are
   worked out once a record: SQLite would repeat them for each field they are used for. */
static void write_rows(const struct kind *kind, const char *source, FILE *sql)
{
    fprintf(sql,
        "WITH f(rid, archived, facts%s, words) AS MATERIALIZED (SELECT r.rowid,"
        " r.archived_on IS NOT NULL, %s, ",
        kept_lead(kind) ? ", lead" : "", kind->facts ? kind->facts : "NULL");
    kept_key(kind, "r", sql);
    fprintf(sql, " FROM %s) SELECT ", source);
    kept_key_columns(kind, "f", sql);
    fputs(", f.rid, f.archived", sql);
    for (int i = 0; i < kind->field_count; i++)
        if (kind->fields[i].kept)
            fprintf(sql, ", %s", kind->fields[i].kept);
    if (kind->until)
        fprintf(sql, ", today_number(), coalesce(%s, 1 << 31)", kind->until);
    fputs(" FROM f ORDER BY ", sql);
    kept_key_columns(kind, "f", sql);
    fputs(", f.rid", sql);
}

static void write_fill(const struct kind *kind, const char *source, FILE *sql)
{
    fprintf(sql, "INSERT OR REPLACE INTO local_kept_%s ", kind->name);
    write_rows(kind, source, sql);
}

/* --- the triggers ----------------------------------------------------------------------------- */

/* Whether what is kept of the kind looks at the column: by its words, its order, or its facts. */
static bool is_looked_at(const struct kind *kind, const struct field *field)
{
    if (field->flags & FIELD_SEARCHED || field == kept_lead(kind))
        return true;
    char *mention = li_format("r.%s", field->name), *quoted = li_format("r.\"%s\"", field->name);
    bool found = kind->facts && (strstr(kind->facts, mention) || strstr(kind->facts, quoted));
    free(mention);
    free(quoted);
    return found;
}

static bool feeds(const struct kind *kind)
{
    for (int i = 0; i < kind->stored_count; i++)
        if (kind->fields[i].flags & FIELD_FEEDS)
            return true;
    return false;
}

/* Whether whom the field feeds is noted with the record, and not only later, by the pass before
   the commit, which knows whom facts that changed feed. */
static bool feeds_now(const struct kind *kind, const struct field *field)
{
    return field->flags & FIELD_FEEDS && (!kind->facts || strcmp(field->ref, kind->name) == 0);
}

/* What a change of the row notes: the record itself, and whom it feeds; fed: those too that the
   pass would not find, since what referred to them may no longer. */
static void write_notes(const struct kind *kind, const char *row, bool self, bool fed, FILE *sql)
{
    if (self && kept_has(kind))
        fprintf(sql, " INSERT OR IGNORE INTO local_stale_%s VALUES (%s.rowid);", kind->name, row);
    for (int i = 0; i < kind->stored_count; i++) {
        const struct field *field = &kind->fields[i];
        if (fed ? (field->flags & FIELD_FEEDS) != 0 : feeds_now(kind, field))
            fprintf(sql,
                " INSERT OR IGNORE INTO local_stale_%s SELECT rowid FROM \"%s\" WHERE id = "
                "%s.\"%s\";",
                field->ref, field->ref, row, field->name);
    }
}

static void write_forget(const struct kind *kind, FILE *sql)
{
    if (!kept_has(kind))
        return;
    fprintf(sql, " DELETE FROM local_kept_%s WHERE (", kind->name);
    kept_key_columns(kind, "", sql);
    fputs(", rid) = (", sql);
    kept_key(kind, "old", sql);
    fputs(", old.rowid);", sql);
}

static void write_trigger(const struct kind *kind, const char *name, const char *event, FILE *sql)
{
    fprintf(sql, ";\nCREATE TRIGGER local_kept_%s_%s AFTER %s", kind->name, name, event);
}

/* UPDATE OF the columns that are looked at; of any, where others look at them too. */
static void write_update_of(const struct kind *kind, FILE *sql)
{
    write_trigger(kind, "update", "UPDATE", sql);
    if (!feeds(kind)) {
        fputs(" OF archived_on", sql);
        for (int i = 0; i < kind->stored_count; i++)
            if (is_looked_at(kind, &kind->fields[i]))
                fprintf(sql, ", \"%s\"", kind->fields[i].name);
    }
    fprintf(sql, " ON \"%s\" BEGIN", kind->name);
}

static void write_triggers(const struct kind *kind, FILE *sql)
{
    if (!kept_has(kind) && !feeds(kind))
        return;
    write_update_of(kind, sql);
    write_forget(kind, sql);
    write_notes(kind, "new", true, false, sql);
    write_notes(kind, "old", false, true, sql);
    fputs(" END", sql);
    write_trigger(kind, "delete", "DELETE", sql);
    fprintf(sql, " ON \"%s\" BEGIN", kind->name);
    write_forget(kind, sql);
    write_notes(kind, "old", false, true, sql);
    fputs(" END", sql);
}

/* --- making ----------------------------------------------------------------------------------- */

/* Everything that makes the derived tables, given the records. The caller frees it. */
static char *derived_sql(void)
{
    char *text = NULL;
    size_t size = 0, at = 0;
    FILE *sql = open_memstream(&text, &size);
    for (const struct kind *kind; (kind = next_kept(&at));) {
        char *source = li_format("\"%s\" r", kind->name);
        write_tables(kind, sql);
        write_fill(kind, source, sql);
        fputs(";\n", sql);
        free(source);
    }
    for (size_t i = 0; i < kind_count; i++)
        write_triggers(kinds[i], sql);
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
        " AND name GLOB 'local_*' AND name NOT IN ('local_fact', 'local_draft')",
        err);
    if (!query)
        return err->code;
    char *sql = query_step(query, err) > 0 ? li_strdup(query_text(query, 0)) : NULL;
    query_free(query);
    enum li_err code = sql ? derived_run(store, sql, err) : err->code;
    free(sql);
    return code;
}

/* What is stored beside the tables: a mark of the description and the settings that made them. */
static char *derived_mark(const struct li *li, const char *sql)
{
    struct pace_limits limits = li_limits(li);
    char *made =
        li_format("%s %g %g %g", sql, limits.on_track, limits.at_risk, limits.stale_cadences);
    struct id id = id_named("derived", made);
    char *mark = li_calloc(1, ID_TEXT_SIZE);
    id_text(&id, mark);
    free(made);
    return mark;
}

static enum li_err derived_build(
    struct store *store, const char *sql, const char *mark, struct li_error *err)
{
    enum li_err code = derived_run(store, "BEGIN IMMEDIATE", err);
    if (code)
        return code;
    code = derived_drop(store, err);
    if (!code)
        code = derived_run(store, sql, err);
    if (!code)
        code = store_set_fact(store, "derived", mark, err);
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

static enum li_err derived_make(struct li *li, bool again, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    char *sql = derived_sql(), *mark = derived_mark(li, sql);
    char *stands = store_fact(li->store, "derived");
    enum li_err code = LI_OK;
    bool current = !again && stands && strcmp(stands, mark) == 0;
    if (!current && derived_fixed(li->store))
        code = li_fail(err, LI_OLDER,
            "%s was last used by another version of liaise; open it once for writing.",
            store_path(li->store));
    else if (!current)
        code = derived_build(li->store, sql, mark, err);
    free(stands);
    free(mark);
    free(sql);
    return code;
}

enum li_err li_derive(struct li *li, struct li_error *err)
{
    return derived_make(li, false, err);
}

enum li_err li_rederive(struct li *li, struct li_error *err)
{
    return derived_make(li, true, err);
}

/* --- following -------------------------------------------------------------------------------- */

/* Runs what write makes of the kind. */
static enum li_err run_of(struct store *store, const struct kind *kind,
    void (*write)(const struct kind *kind, FILE *sql), struct li_error *err)
{
    char *text = NULL;
    size_t size = 0;
    FILE *sql = open_memstream(&text, &size);
    write(kind, sql);
    fclose(sql);
    enum li_err code = query_run(store, text, err);
    free(text);
    return code;
}

static void write_settling(const struct kind *kind, FILE *sql)
{
    char *source = li_format(
        "local_stale_%s s CROSS JOIN \"%s\" r ON r.rowid = s.rid", kind->name, kind->name);
    write_fill(kind, source, sql);
    free(source);
}

static void write_settled(const struct kind *kind, FILE *sql)
{
    fprintf(sql, "DELETE FROM local_stale_%s", kind->name);
}

static int is_stale(struct store *store, const struct kind *kind, struct li_error *err)
{
    char *sql = li_format("SELECT 1 FROM local_stale_%s LIMIT 1", kind->name);
    struct query *query = query_new(store, sql, err);
    int any = query ? query_step(query, err) : -1;
    query_free(query);
    free(sql);
    return any;
}

/* Whom the noted records feed: their facts are drawn from facts that change. */
static enum li_err note_fed(struct store *store, const struct kind *kind, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (int i = 0; i < kind->stored_count && kind->facts && !code; i++) {
        const struct field *field = &kind->fields[i];
        if (!(field->flags & FIELD_FEEDS) || strcmp(field->ref, kind->name) == 0)
            continue;
        char *sql = li_format("INSERT OR IGNORE INTO local_stale_%s SELECT t.rowid FROM"
                              " local_stale_%s s CROSS JOIN \"%s\" r ON r.rowid = s.rid"
                              " CROSS JOIN \"%s\" t ON t.id = r.\"%s\"",
            field->ref, kind->name, kind->name, field->ref, field->name);
        code = query_run(store, sql, err);
        free(sql);
    }
    return code;
}

static enum li_err settle_kind(struct store *store, const struct kind *kind, struct li_error *err)
{
    int any = is_stale(store, kind, err);
    if (any <= 0)
        return any < 0 ? err->code : LI_OK;
    enum li_err code = note_fed(store, kind, err);
    if (!code)
        code = run_of(store, kind, write_settling, err);
    return code ? code : run_of(store, kind, write_settled, err);
}

/* Makes sql, with the first row that was added for ?1. */
static enum li_err note_from(struct store *store, char *sql, int64_t first, struct li_error *err)
{
    struct query *query = query_new(store, sql, err);
    free(sql);
    if (!query)
        return err->code;
    query_bind_int(query, 1, first);
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}

/* Notes what was added since the last pass, and whom it feeds. A trigger would do it row by row,
   and make SQLite ready to take each row back by itself, at the cost of the row. */
static enum li_err note_added(struct store *store, const struct kind *kind, struct li_error *err)
{
    int64_t first;
    enum li_err code = LI_OK;
    if (!(kept_has(kind) || feeds(kind)) || !store_take_added(store, kind->name, &first))
        return LI_OK;
    if (kept_has(kind))
        code = note_from(store,
            li_format("INSERT OR IGNORE INTO local_stale_%s SELECT rowid FROM \"%s\""
                      " WHERE rowid >= ?1",
                kind->name, kind->name),
            first, err);
    for (int i = 0; i < kind->stored_count && !code; i++)
        if (feeds_now(kind, &kind->fields[i]))
            code = note_from(store,
                li_format("INSERT OR IGNORE INTO local_stale_%s SELECT t.rowid FROM \"%s\" r"
                          " CROSS JOIN \"%s\" t ON t.id = r.\"%s\" WHERE r.rowid >= ?1",
                    kind->fields[i].ref, kind->name, kind->fields[i].ref, kind->fields[i].name),
                first, err);
    return code;
}

static enum li_err note_all_added(struct store *store, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < kind_count && !code; i++)
        code = note_added(store, kinds[i], err);
    return code;
}

/* Kinds come after those they refer to; what feeds comes before what is fed. */
enum li_err li_settle(void *li, struct li_error *err)
{
    struct store *store = ((struct li *)li)->store;
    enum li_err code = note_all_added(store, err);
    for (size_t i = kind_count; i > 0 && !code; i--)
        if (kept_has(kinds[i - 1]))
            code = settle_kind(store, kinds[i - 1], err);
    return code;
}

enum li_err li_settle_early(struct li *li, struct li_error *err)
{
    return sqlite3_get_autocommit(store_db(li->store)) ? LI_OK : li_settle(li, err);
}

/* --- checking --------------------------------------------------------------------------------- */

/* The rows in which what is kept is not what the records give, those aside that hold no longer. */
static void write_differences(const struct kind *kind, FILE *sql)
{
    char *source = li_format("\"%s\" r", kind->name);
    const char *valid =
        kind->until ? " WHERE since <= today_number() AND today_number() < until" : "";
    fputs("WITH kept AS (SELECT ", sql);
    kept_key_columns(kind, "", sql);
    fputs(", rid, archived", sql);
    write_kept_names(kind, sql);
    fprintf(sql, " FROM local_kept_%s%s), made (", kind->name, valid);
    kept_key_columns(kind, "", sql);
    fputs(", rid, archived", sql);
    write_kept_names(kind, sql);
    fprintf(sql, "%s) AS (SELECT * FROM (", kind->until ? ", since, until" : "");
    write_rows(kind, source, sql);
    fputs(")) SELECT (SELECT count(*) FROM (SELECT * FROM kept EXCEPT SELECT ", sql);
    kept_key_columns(kind, "", sql);
    fputs(", rid, archived", sql);
    write_kept_names(kind, sql);
    fprintf(sql,
        " FROM made)) + (SELECT count(*) FROM \"%s\" WHERE rowid NOT IN"
        " (SELECT rid FROM local_kept_%s))",
        kind->name, kind->name);
    free(source);
}

enum li_err li_check_derived(
    struct li *li, void (*say)(void *arg, const char *finding), void *arg, struct li_error *err)
{
    size_t at = 0;
    enum li_err code = LI_OK;
    for (const struct kind *kind; !code && (kind = next_kept(&at));) {
        char *text = NULL;
        size_t size = 0;
        FILE *sql = open_memstream(&text, &size);
        write_differences(kind, sql);
        fclose(sql);
        struct query *query = query_new(li->store, text, err);
        code = query && query_step(query, err) > 0 ? LI_OK : err->code;
        int64_t count = code ? 0 : query_int(query, 0);
        query_free(query);
        free(text);
        if (count > 0) {
            char *finding = li_format("What is kept of %lld %s is not what the records say;"
                                      " `liaise check --rebuild` makes it anew.",
                (long long)count, count == 1 ? kind->name : kind->plural);
            say(arg, finding);
            free(finding);
        }
    }
    return code;
}
