/*
 * test_forger.c: whatever a person changes in the database with sqlite3, beside what belongs to
 * this file alone, check names it.
 *
 * One file is made as the program makes it: records entered, logged, changed, undone, written in
 * bulk, and merged with another laptop's, so that there are groups and conflicts. Each edit is made
 * on a fresh copy: to each column of each table a changed value, none, and those of two rows
 * swapped; a row less and a row more; each index, trigger and table dropped or made otherwise, and
 * new ones. A person can turn triggers, references and constraints off, and so does the forger.
 *
 * What cannot be found: that the newest entries of a replica were cut off together with all that
 * they did, which leaves what the database was before them. What heals by itself: the fact
 * "derived", since whoever opens the database then makes anew what is kept of the records.
 */
#include "core/check/check.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/kind/progress.h"
#include "core/open.h"
#include "core/record/record_edit.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "data/journal/journal_undo.h"
#include "data/store/query.h"
#include "tests/support/sample_office.h"
#include "tests/support/seed.h"
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* cmocka wants those before it */
#include <cmocka.h>

enum { SECONDS_MOST = 30 /* for one edit: whatever takes longer hangs */ };

struct forger {
    struct office *office;
    char *original, *forged; /* paths */
    char *said;              /* by check, while several are looked for in it */
    size_t edits, missed;
};

/* --- the database ------------------------------------------------------------------------------
 */

/* Long enough for several entries of one group. */
static enum li_err write_many(struct store *store, void *arg, struct li_error *err)
{
    enum { MANY = 3, LONG = 600000 };
    struct context *context = arg;
    char *notes = li_calloc(1, LONG + 1);
    enum li_err code = LI_OK;
    memset(notes, 'n', LONG);
    for (int i = 0; i < MANY && !code; i++) {
        struct record *person = record_new(context, &kind_person);
        char *name = li_format("Person %d", i);
        record_set(person, PERSON_NAME, name);
        record_set(person, PERSON_NOTES, notes);
        code = record_write(store, person, err);
        if (!code)
            code = journal_checkpoint(store, err);
        free(name);
        record_free(person);
    }
    free(notes);
    return code;
}

static struct id fill(struct office *office)
{
    struct li_error err = {0};
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canadian managers", "kind",
        "international", "country", "CA", "website", "https://cama.example.org", NULL);
    office_add(office, &kind_affiliate, "code", "FCCMA", "name", "Florida managers", "kind",
        "state", "country", "US", "state", "FL", NULL);
    struct id goal = office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Train ten",
        "measure", "level", "target", "10", "start", "2026-01-01", "due", "2026-12-31", NULL);
    office_add(
        office, &kind_progress, "goal", "Train ten", "day", "2026-06-01", "value", "3", NULL);
    office_add(office, &kind_progress, "goal", "Train ten", "day", "2026-06-09", "value", "4",
        "note", "half", NULL);
    office_set(office->context, &kind_goal, &goal, "target", "12");
    if (journal_write(
            office->context->store, "Import people", write_many, office->context, NULL, &err))
        fail_msg("%s", err.message);
    return goal;
}

static void undo(struct context *context)
{
    struct li_error err = {0};
    struct journal_undo_result undone;
    if (journal_undo(context->store, NULL, NULL, &undone, &err))
        fail_msg("%s", err.message);
    free(undone.label);
}

static void merge(struct office *office, const struct id *goal)
{
    struct context *other = office_copy(office, "other.db");
    office_set(office->context, &kind_goal, goal, "target", "14");
    office_set(office->context, &kind_goal, goal, "unit", "managers");
    office_set(other, &kind_goal, goal, "target", "15");
    office_set(other, &kind_goal, goal, "title", "Train some");
    office_set(office->context, &kind_goal, goal, "title", "Train more");
    undo(office->context);
    office_take(office->context, other);
    context_close(other);
}

static void log_checkpoint(const char *path)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static int set_up(void **state)
{
    struct forger *forger = li_calloc(1, sizeof *forger);
    forger->office = office_new();
    struct id goal = fill(forger->office);
    merge(forger->office, &goal);
    forger->original = li_strdup(forger->office->path);
    forger->forged = li_format("%s/forged.db", forger->office->folder);
    context_close(forger->office->context);
    forger->office->context = NULL;
    log_checkpoint(forger->original);
    *state = forger;
    return 0;
}

static int tear_down(void **state)
{
    struct forger *forger = *state;
    office_free(forger->office);
    free(forger->original);
    free(forger->forged);
    free(forger);
    return 0;
}

static void copy_file(const char *from, const char *to)
{
    static char bytes[1 << 16];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_non_null(in);
    assert_non_null(out);
    for (size_t size; (size = fread(bytes, 1, sizeof bytes, in)) > 0;)
        assert_int_equal(fwrite(bytes, 1, size, out), size);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

/* --- the forger's tool -------------------------------------------------------------------------
 */

/* Another value of the same sort; of none, one. */
static void function_forge(sqlite3_context *call, int count, sqlite3_value **values)
{
    unsigned char bytes[64] = {0x5A};
    size_t size = (size_t)sqlite3_value_bytes(values[0]);
    char *text = NULL;
    (void)count;
    switch (sqlite3_value_type(values[0])) {
    case SQLITE_INTEGER: sqlite3_result_int64(call, sqlite3_value_int64(values[0]) ^ 1); return;
    case SQLITE_FLOAT: sqlite3_result_double(call, sqlite3_value_double(values[0]) + 1); return;
    case SQLITE_TEXT:
        text = sqlite3_mprintf("%sx", sqlite3_value_text(values[0]));
        sqlite3_result_text(call, text, -1, sqlite3_free);
        return;
    case SQLITE_BLOB:
        size = size > sizeof bytes ? sizeof bytes : size;
        if (size > 0)
            memcpy(bytes, sqlite3_value_blob(values[0]), size);
        bytes[size ? size - 1 : 0] ^= 1;
        sqlite3_result_blob(call, bytes, (int)(size ? size : 1), SQLITE_TRANSIENT);
        return;
    default: sqlite3_result_blob(call, bytes, 16, SQLITE_TRANSIENT);
    }
}

static sqlite3 *open_forged(const char *path)
{
    static const int off[] = {
        SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_FKEY, SQLITE_DBCONFIG_DEFENSIVE};
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    for (size_t i = 0; i < sizeof off / sizeof *off; i++)
        sqlite3_db_config(db, off[i], 0, NULL);
    sqlite3_exec(db,
        "PRAGMA writable_schema = ON; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = "
        "OFF; PRAGMA journal_mode = MEMORY",
        NULL, NULL, NULL);
    sqlite3_create_function(db, "forge", 1, SQLITE_UTF8, NULL, function_forge, NULL, NULL);
    return db;
}

/* False: it cannot be made, or changes nothing. */
static bool forge(struct forger *forger, const char *sql)
{
    copy_file(forger->original, forger->forged);
    sqlite3 *db = open_forged(forger->forged);
    int64_t before = sqlite3_total_changes64(db);
    bool schema =
        strncmp(sql, "UPDATE", 6) && strncmp(sql, "INSERT", 6) && strncmp(sql, "DELETE", 6);
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    bool made = rc == SQLITE_OK && (schema || sqlite3_total_changes64(db) > before);
    sqlite3_close(db);
    return made;
}

/* --- what check says ---------------------------------------------------------------------------
 */

/* All that is said of the forged file. The caller frees it. */
static char *checked(const char *path)
{
    struct li_error err = {0};
    struct context *context = NULL;
    struct check_found found;
    struct context_options options = {
        .path = path, .mode = STORE_READ, .as = "Test", .today = date_parse(OFFICE_TODAY)};
    if (context_open(&context, &options, &err))
        return li_strdup(err.message);
    char *said = office_check(context, CHECK_SKIP(CHECK_MAKE), &found);
    context_close(context);
    return said;
}

static void is_found(struct forger *forger, const char *sql, const char *named)
{
    if (!forge(forger, sql))
        return;
    forger->edits++;
    alarm(SECONDS_MOST);
    char *said = checked(forger->forged);
    alarm(0);
    if (!strstr(said, named)) {
        forger->missed++;
        print_error("%s\n  should name %s; check says: %s\n", sql, named, *said ? said : "nothing");
    }
    free(said);
}

static void end_round(const struct forger *forger, size_t edits_least)
{
    if (forger->edits < edits_least)
        fail_msg("%zu edits were made, where there should be %zu.", forger->edits, edits_least);
    if (forger->missed)
        fail_msg("%zu of %zu edits were missed.", forger->missed, forger->edits);
}

/* Calls fn with the columns of each row of sql over the original. */
static void each(struct forger *forger, const char *sql,
    void (*fn)(struct forger *forger, const char *const columns[]))
{
    sqlite3 *db;
    sqlite3_stmt *rows;
    assert_int_equal(sqlite3_open(forger->original, &db), SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &rows, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    while (sqlite3_step(rows) == SQLITE_ROW) {
        const char *columns[4] = {NULL};
        for (int i = 0; i < sqlite3_column_count(rows) && i < 4; i++)
            columns[i] = (const char *)sqlite3_column_text(rows, i);
        fn(forger, columns);
    }
    sqlite3_finalize(rows);
    sqlite3_close(db);
}

/* What a finding about the table's rows has in it. */
static const char *name_of(const char *table)
{
    return strcmp(table, "journal_entry") == 0      ? "ntry"
           : strcmp(table, "journal_conflict") == 0 ? "conflict"
                                                    : table;
}

static void try(struct forger *forger, const char *named, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    char *sql = sqlite3_vmprintf(format, values);
    va_end(values);
    is_found(forger, sql, named);
    sqlite3_free(sql);
}

/* --- tests -------------------------------------------------------------------------------------
 */

static void nothing_is_said_of_the_original(void **state)
{
    struct forger *forger = *state;
    copy_file(forger->original, forger->forged);
    char *said = checked(forger->forged);
    assert_string_equal(said, "");
    free(said);
}

/* columns: table, column. In the first row and the last that has a value, and one that has none. */
static void forge_values(struct forger *forger, const char *const of[])
{
    const char *t = of[0], *c = of[1], *name = name_of(t);
    try(forger, name,
        "UPDATE \"%w\" SET \"%w\" = forge(\"%w\") WHERE rowid ="
        " (SELECT min(rowid) FROM \"%w\" WHERE \"%w\" IS NOT NULL)",
        t, c, c, t, c);
    try(forger, name,
        "UPDATE \"%w\" SET \"%w\" = forge(\"%w\") WHERE rowid ="
        " (SELECT max(rowid) FROM \"%w\" WHERE \"%w\" IS NOT NULL)",
        t, c, c, t, c);
    try(forger, name,
        "UPDATE \"%w\" SET \"%w\" = forge(NULL) WHERE rowid ="
        " (SELECT max(rowid) FROM \"%w\" WHERE \"%w\" IS NULL)",
        t, c, t, c);
    try(forger, name,
        "UPDATE \"%w\" SET \"%w\" = NULL WHERE rowid ="
        " (SELECT max(rowid) FROM \"%w\" WHERE \"%w\" IS NOT NULL)",
        t, c, t, c);
}

/* Through a third value, as the column may be unique. */
static void forge_swap(struct forger *forger, const char *const of[])
{
    const char *t = of[0], *c = of[1];
    try(forger, name_of(t),
        "UPDATE \"%w\" SET rowid = rowid WHERE 0; CREATE TEMP TABLE two AS SELECT a.rowid AS ra,"
        " b.rowid AS rb, a.\"%w\" AS va, b.\"%w\" AS vb FROM \"%w\" a JOIN \"%w\" b"
        " ON a.\"%w\" IS NOT b.\"%w\" ORDER BY a.rowid DESC, b.rowid LIMIT 1;"
        "UPDATE \"%w\" SET \"%w\" = forge(\"%w\") WHERE rowid = (SELECT ra FROM two);"
        "UPDATE \"%w\" SET \"%w\" = (SELECT va FROM two) WHERE rowid = (SELECT rb FROM two);"
        "UPDATE \"%w\" SET \"%w\" = (SELECT vb FROM two) WHERE rowid = (SELECT ra FROM two)",
        t, c, c, t, t, c, c, t, c, c, t, c, t, c);
}

#define TABLES                                                                                     \
    " WHERE s.type = 'table' AND s.name NOT GLOB 'local_*' AND s.name NOT GLOB 'sqlite_*'"
#define COLUMNS "SELECT s.name, c.name FROM sqlite_schema s, pragma_table_info(s.name) c" TABLES

static void values_are_found(void **state)
{
    each(*state, COLUMNS, forge_values);
    end_round(*state, 100);
}

static void swaps_are_found(void **state)
{
    each(*state, COLUMNS, forge_swap);
    end_round(*state, 50);
}

static void forge_rows(struct forger *forger, const char *const of[])
{
    const char *t = of[0], *name = name_of(t);
    try(forger, name, "DELETE FROM \"%w\" WHERE rowid = (SELECT min(rowid) FROM \"%w\")", t, t);
    try(forger, name, "DELETE FROM \"%w\" WHERE rowid = (SELECT max(rowid) FROM \"%w\")", t, t);
    try(forger, name, "DELETE FROM \"%w\"", t);
    try(forger, name, "INSERT INTO \"%w\" SELECT %s FROM \"%w\" LIMIT 1", t, of[1], t);
    try(forger, name, "INSERT INTO \"%w\" SELECT * FROM \"%w\" LIMIT 1", t, t);
}

/* The key, the first column, is made another. */
static void rows_are_found(void **state)
{
    each(*state,
        "SELECT s.name, (SELECT group_concat(iif(c.cid = 0, 'forge(\"' || c.name || '\")',"
        " '\"' || c.name || '\"')) FROM pragma_table_info(s.name) c) FROM sqlite_schema s" TABLES,
        forge_rows);
    end_round(*state, 45);
}

/* columns: table, column. */
static void forge_kept(struct forger *forger, const char *const of[])
{
    try(forger, "The search index is out of date",
        "UPDATE \"%w\" SET \"%w\" = forge(\"%w\") WHERE rid = (SELECT max(rid) FROM \"%w\")", of[0],
        of[1], of[1], of[0]);
}

/* From which day on a row holds is no fact about the record; until when, makes a list work it out
   sooner, or is found once that day has come. */
static void what_is_kept_is_found(void **state)
{
    struct forger *forger = *state;
    each(forger,
        "SELECT s.name, c.name FROM sqlite_schema s, pragma_table_info(s.name) "
        "c"
        " WHERE s.name GLOB 'local_kept_*' AND s.type = 'table'"
        " AND c.name NOT IN ('since', 'until')",
        forge_kept);
    try(forger, "replica", "UPDATE local_fact SET value = forge(value) WHERE name = 'replica'");
    try(forger, "replica",
        "UPDATE local_fact SET value ="
        " '018f3c2a-7b1d-7e4f-8a2b-0123456789ab' WHERE name = 'replica'");
    end_round(forger, 35);
}

/* columns: name. */
static void forge_table(struct forger *forger, const char *const of[])
{
    try(forger, of[0], "DROP TABLE \"%w\"", of[0]);
    try(forger, of[0],
        "UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', '') WHERE name = %Q"
        " AND sql LIKE '%%NOT NULL%%'",
        of[0]);
}

/* columns: name. Of a file in which all were forged. */
static void is_named(struct forger *forger, const char *const of[])
{
    forger->edits++;
    if (strstr(forger->said, of[0]))
        return;
    forger->missed++;
    print_error("%s was forged; check says: %s\n", of[0], forger->said);
}

/* Each is told of by itself, whatever else was forged. */
static void all_are_found(struct forger *forger, const char *sql, const char *of)
{
    assert_true(forge(forger, sql));
    forger->said = checked(forger->forged);
    each(forger, of, is_named);
    free(forger->said);
    forger->said = NULL;
}

#define FOLLOWERS "FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"

static void drop_all(struct forger *forger, const char *const of[])
{
    all_are_found(forger, of[0], "SELECT name " FOLLOWERS);
}

static void indexes_and_triggers_are_found(void **state)
{
    struct forger *forger = *state;
    all_are_found(forger, "UPDATE sqlite_schema SET sql = sql || ' /**/' WHERE sql IS NOT NULL",
        "SELECT name FROM sqlite_schema WHERE sql IS NOT NULL");
    each(forger, "SELECT group_concat('DROP ' || type || ' \"' || name || '\"', ';') " FOLLOWERS,
        drop_all);
    end_round(forger, 250);
}

static void objects_are_found(void **state)
{
    static const char *const made[] = {
        "CREATE VIEW forged AS SELECT 1",
        "CREATE VIEW local_forged AS SELECT 1",
        "CREATE TABLE forged (id BLOB PRIMARY KEY)",
        "CREATE TABLE local_forged (id BLOB PRIMARY KEY)",
        "CREATE TABLE journal_forged (id BLOB PRIMARY KEY)",
        "CREATE VIRTUAL TABLE forged USING fts5(a)",
        "CREATE INDEX forged ON affiliate (name)",
        "CREATE UNIQUE INDEX forged ON local_draft (key)",
        ("DROP INDEX journal_order;"
         "CREATE INDEX journal_order ON journal_entry (hlc, replica, hash) /* forged */"),
        "CREATE TRIGGER forged AFTER INSERT ON goal BEGIN DELETE FROM goal; END",
        "CREATE TRIGGER local_kept_forged AFTER INSERT ON goal BEGIN DELETE FROM goal; END",
        "ALTER TABLE goal ADD COLUMN forged TEXT",
        "ALTER TABLE affiliate RENAME COLUMN name TO forged",
        "ALTER TABLE snooze RENAME TO forged",
    };
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        try(*state,
            strstr(made[i], "ADD COLUMN")      ? "goal"
            : strstr(made[i], "RENAME COLUMN") ? "affiliate"
            : strstr(made[i], "DROP INDEX")    ? "journal_order"
                                               : "forged",
            "%s", made[i]);
    each(*state, "SELECT name FROM sqlite_schema WHERE type = 'table'", forge_table);
    end_round(*state, 100);
}

static int begin_round(void **state)
{
    struct forger *forger = *state;
    forger->edits = forger->missed = 0;
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(nothing_is_said_of_the_original, begin_round),
        cmocka_unit_test_setup(values_are_found, begin_round),
        cmocka_unit_test_setup(swaps_are_found, begin_round),
        cmocka_unit_test_setup(rows_are_found, begin_round),
        cmocka_unit_test_setup(what_is_kept_is_found, begin_round),
        cmocka_unit_test_setup(indexes_and_triggers_are_found, begin_round),
        cmocka_unit_test_setup(objects_are_found, begin_round),
    };
    if (seed_sanitized()) /* some hundred checks of a whole database */
        cmocka_set_test_filter("nothing_is_said_of_the_original");
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
