/*
 * forger.c: the forger's database, tools, and what check is held to.
 */
#include "tests/support/forger.h"
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

int forger_set_up(void **state)
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

int forger_tear_down(void **state)
{
    struct forger *forger = *state;
    office_free(forger->office);
    free(forger->original);
    free(forger->forged);
    free(forger);
    return 0;
}

/* --- the forger's tool -------------------------------------------------------------------------
 */

void forger_renew(struct forger *forger)
{
    static char bytes[1 << 16];
    FILE *in = fopen(forger->original, "rb"), *out = fopen(forger->forged, "wb");
    assert_non_null(in);
    assert_non_null(out);
    for (size_t size; (size = fread(bytes, 1, sizeof bytes, in)) > 0;)
        assert_int_equal(fwrite(bytes, 1, size, out), size);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

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

bool forger_make(struct forger *forger, const char *sql)
{
    forger_renew(forger);
    sqlite3 *db = open_forged(forger->forged);
    int64_t before = sqlite3_total_changes64(db);
    bool schema = strncmp(sql, "UPDATE", 6) != 0 && strncmp(sql, "INSERT", 6) != 0 &&
                  strncmp(sql, "DELETE", 6) != 0;
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    bool made = rc == SQLITE_OK && (schema || sqlite3_total_changes64(db) > before);
    sqlite3_close(db);
    return made;
}

/* --- what check says ---------------------------------------------------------------------------
 */

char *forger_checked(const char *path)
{
    struct li_error err = {0};
    struct context *context = NULL;
    struct check_found found;
    struct context_options options = {
        .path = path, .mode = STORE_READ, .as = "Test", .today = date_parse(OFFICE_TODAY)};
    if (context_open(&context, &options, &err))
        return li_strdup(err.message);
    char *said = office_check(context, CHECK_SKIP(CHECK_REBUILD), &found);
    context_close(context);
    return said;
}

static void is_found(struct forger *forger, const char *sql, const char *named)
{
    if (!forger_make(forger, sql))
        return;
    forger->edits++;
    alarm(SECONDS_MOST);
    char *said = forger_checked(forger->forged);
    alarm(0);
    if (!strstr(said, named)) {
        forger->missed++;
        print_error("%s\n  should name %s; check says: %s\n", sql, named, *said ? said : "nothing");
    }
    free(said);
}

void forger_end(const struct forger *forger, size_t edits_least)
{
    if (forger->edits < edits_least)
        fail_msg("%zu edits were made, where there should be %zu.", forger->edits, edits_least);
    if (forger->missed)
        fail_msg("%zu of %zu edits were missed.", forger->missed, forger->edits);
}

void forger_each(struct forger *forger, const char *sql,
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

void forger_try(struct forger *forger, const char *named, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    char *sql = sqlite3_vmprintf(format, values);
    va_end(values);
    is_found(forger, sql, named);
    sqlite3_free(sql);
}

int forger_begin(void **state)
{
    struct forger *forger = *state;
    forger->edits = forger->missed = 0;
    return 0;
}
