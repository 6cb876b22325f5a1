/*
 * ledger.c: the database tests of the journal write to.
 */
#include "tests/support/ledger.h"
#include "data/base/error.h"
#include "data/base/hash.h"
#include "data/base/id.h"
#include "data/base/memory.h"
#include "data/check/journal_check.h"
#include "data/entry/entry.h"
#include "data/entry/entry_name.h"
#include "data/journal/journal.h"
#include "data/journal/journal_undo.h"
#include "data/journal/scratch.h"
#include "data/store/query.h"
#include "data/store/store_error.h"
#include "tests/support/take_in.h"
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const int64_t ledger_noon = 1773576000000;

static int64_t ledger_clock(void *arg)
{
    return ((struct ledger *)arg)->clock;
}

struct ledger *ledger_new(void)
{
    struct ledger *ledger = li_calloc(1, sizeof *ledger);
    ledger->clock = ledger_noon;
    if (scratch_open(&ledger->store, NULL, NULL, &ledger->err) != LI_OK)
        fail_msg("%s", ledger->err.message);
    store_set_clock(ledger->store, ledger_clock, ledger);
    store_set_author(ledger->store, "Ann");
    return ledger;
}

void ledger_free(struct ledger *ledger)
{
    store_close(ledger->store);
    free(ledger);
}

int ledger_set_up(void **state)
{
    *state = ledger_new();
    return 0;
}

int ledger_tear_down(void **state)
{
    ledger_free(*state);
    return 0;
}

enum li_err ledger_run(struct store *store, void *arg, struct li_error *err)
{
    struct ledger_writing *writing = arg;
    const char *rest = writing->sql;
    while (rest && *rest) {
        sqlite3_stmt *statement;
        int rc = sqlite3_prepare_v2(store_db(store), rest, -1, &statement, &rest);
        if (rc == SQLITE_OK && writing->one)
            sqlite3_bind_blob(statement, 1, writing->one->byte, ID_SIZE, SQLITE_STATIC);
        if (rc == SQLITE_OK && writing->other)
            sqlite3_bind_blob(statement, 2, writing->other->byte, ID_SIZE, SQLITE_STATIC);
        if (rc == SQLITE_OK)
            rc = sqlite3_step(statement);
        sqlite3_finalize(statement);
        if (rc != SQLITE_DONE)
            return store_error(store, rc, "Writing", err);
    }
    return LI_OK;
}

struct entry_name ledger_write(struct ledger *ledger, const char *label, const char *sql,
    const struct id *one, const struct id *other)
{
    struct entry_name name;
    struct ledger_writing writing = {sql, one, other};
    if (journal_write(ledger->store, label, ledger_run, &writing, &name, &ledger->err) != LI_OK)
        fail_msg("%s", ledger->err.message);
    return name;
}

const char ledger_add_area[] = "INSERT INTO area (id, name) VALUES (?1, 'Ethics')";
const char ledger_add_country[] =
    "INSERT INTO country (id, code, name) VALUES (?1, 'AU', 'Australia')";
const char ledger_add_region[] =
    "INSERT INTO region (id, name, country) VALUES (?2, 'Oceania', ?1)";

const char *ledger_value(struct ledger *ledger, const char *sql)
{
    static char value[256];
    struct query *query = query_new(ledger->store, sql, &ledger->err);
    assert_non_null(query);
    int step = query_step(query, &ledger->err);
    snprintf(value, sizeof value, "%s",
        step <= 0              ? "no row"
        : query_null(query, 0) ? "null"
                               : query_text(query, 0));
    query_free(query);
    return value;
}

static void note_left(
    void *arg, const char *table, const struct id *id, const char *column, const char *now)
{
    struct ledger *ledger = arg;
    size_t length = strlen(ledger->left);
    assert_non_null(table);
    assert_non_null(id);
    snprintf(
        ledger->left + length, sizeof ledger->left - length, "%s=%s ", column, now ? now : "null");
}

enum li_err ledger_undo(struct ledger *ledger, const struct entry_name *name)
{
    free(ledger->undone.label);
    ledger->undone = (struct journal_undo_result){0};
    ledger->left[0] = '\0';
    const struct journal_undo_observer ear = {.left = note_left, .left_arg = ledger};
    enum li_err code = journal_undo(ledger->store, name, &ear, &ledger->undone, &ledger->err);
    free(ledger->undone.label);
    ledger->undone.label = NULL;
    return code;
}

enum li_err ledger_redo(struct ledger *ledger)
{
    ledger->left[0] = '\0';
    const struct journal_undo_observer ear = {.left = note_left, .left_arg = ledger};
    enum li_err code = journal_redo(ledger->store, &ear, &ledger->undone, &ledger->err);
    if (code == LI_OK)
        free(ledger->undone.label);
    ledger->undone.label = NULL;
    return code;
}

static void say_finding(void *arg, const char *finding)
{
    char *said = arg;
    snprintf(said + strlen(said), 2000 - strlen(said), "%s\n", finding);
}

enum li_err ledger_check(struct ledger *ledger, char *said)
{
    return journal_check(ledger->store, NULL, NULL, say_finding, said, NULL, NULL, &ledger->err);
}

void ledger_is_sound(struct ledger *ledger)
{
    char said[2000] = "";
    assert_int_equal(ledger_check(ledger, said), LI_OK);
    assert_string_equal(said, "");
}

static enum li_err write_many(struct store *store, void *arg, struct li_error *err)
{
    struct query *query =
        query_new(store, "INSERT INTO area (id, position, name) VALUES (?1, ?2, 'Many')", err);
    enum li_err code = query ? LI_OK : err->code;
    for (int i = 0; i < *(int *)arg && code == LI_OK; i++) {
        struct id id = id_new();
        query_bind_id(query, 1, &id);
        query_bind_int(query, 2, i);
        code = query_finish(query, err);
        if (code == LI_OK)
            code = journal_checkpoint(store, err);
    }
    query_free(query);
    return code;
}

struct entry_name ledger_entry(struct ledger *ledger, int64_t seq)
{
    struct entry_name name;
    char *text = li_format("%lld", (long long)seq);
    if (entry_name_parse(ledger->store, text, &name, &ledger->err) != LI_OK)
        fail_msg("%s", ledger->err.message);
    free(text);
    return name;
}

struct entry_name ledger_import(struct ledger *ledger, int rows)
{
    struct entry_name last;
    assert_int_equal(
        journal_write(ledger->store, "Import", write_many, &rows, &last, &ledger->err), LI_OK);
    return last;
}

void ledger_take(struct ledger *to, struct ledger *from, enum li_err expected)
{
    struct journal_merged merged;
    struct entry entries[64];
    struct {
        struct entry *entries;
        size_t count;
    } taken = {entries, 0};
    struct query *query =
        query_new(from->store, "SELECT hash FROM journal_entry ORDER BY seq DESC", &from->err);
    while (query_step(query, &from->err) > 0) {
        struct hash hash;
        assert_true(query_hash(query, 0, &hash));
        assert_in_range(taken.count, 0, 63);
        assert_int_equal(
            entry_find(from->store, &hash, &entries[taken.count++], &from->err), LI_OK);
    }
    query_free(query);
    enum li_err code = take_in(to->store, entries, taken.count, &merged, &to->err);
    for (size_t i = 0; i < taken.count; i++)
        entry_free(&entries[i]);
    if (code != expected)
        fail_msg("%s", to->err.message);
}
