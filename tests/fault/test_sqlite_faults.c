/*
 * test_sqlite_faults.c: writes, undo and merging while SQLite refuses any one call.
 */
#include "data/base/memory.h"
#include "data/database/fact.h"
#include "data/entry/entry_name.h"
#include "data/entry/touch_index.h"
#include "data/journal/insert.h"
#include "data/journal/journal.h"
#include "data/journal/journal_undo.h"
#include "data/merge/journal_merge.h"
#include "data/store/query.h"
#include "data/store/transaction.h"
#include "tests/fault/sqlite_world.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include "tests/support/take_in.h"
#include <stdlib.h>
#include <string.h>

/* --- writing ---------------------------------------------------------------------------------- */

static enum li_err run_write(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct ledger_writing writing = {.sql = trial->arg};
    (void)out;
    return journal_write(store, "Write", ledger_run, &writing, NULL, err);
}

/* Rows by insert.h, so long that they are several entries; then one that a session must see. */
static enum li_err insert_rows(struct store *store, void *arg, struct li_error *err)
{
    static const char *const columns[] = {"id", "position", "name"};
    enum { LONG = 400000, ROWS = 7 };
    struct insert *insert = insert_new(store, "area", columns, 3, err);
    if (!insert)
        return err->code;
    char *name = li_calloc(LONG, 1);
    enum li_err code = LI_OK;
    for (int i = 0; i < ROWS && !code; i++) {
        struct id id = id_new();
        memset(name, 'a' + i, LONG - 1);
        insert_id(insert, 0, &id);
        insert_int(insert, 1, i);
        insert_text(insert, 2, name);
        code = insert_row(insert, err);
        if (!code)
            code = journal_checkpoint(store, err);
    }
    free(name);
    insert_free(insert);
    return code ? code : query_run(store, arg, err);
}

static enum li_err run_insert(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    (void)trial, (void)out;
    return journal_write(
        store, "Import", insert_rows, "UPDATE country SET name = 'Land'", NULL, err);
}

static enum li_err run_dry(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    (void)trial, (void)out;
    return journal_dry_run(store, insert_rows, "UPDATE country SET name = 'Land'", err);
}

static enum li_err run_fact(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    (void)trial;
    char *value = NULL;
    enum li_err code = fact_load(store, "replica", &value, err);
    fprintf(out, "%d", value != NULL);
    free(value);
    return code ? code : fact_save(store, "you", "Ann", err);
}

/* --- undo ------------------------------------------------------------------------------------- */

static void tell_left(
    void *out, const char *table, const struct id *id, const char *column, const char *now)
{
    (void)id;
    fprintf(out, "%s.%s=%s\n", table, column, now ? now : "null");
}

static enum li_err undo_entry(
    struct store *store, const struct entry_name *which, FILE *out, struct li_error *err)
{
    struct journal_undo_result undone = {0};
    const struct journal_undo_observer observer = {.left = tell_left, .left_arg = out};
    enum li_err code = journal_undo(store, which, &observer, &undone, err);
    fprintf(
        out, "%s: %zu, %zu left\n", undone.label ? undone.label : "", undone.changes, undone.left);
    if (!code)
        free(undone.label);
    return code;
}

static enum li_err run_undo_last(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    (void)trial;
    return undo_entry(store, NULL, out, err);
}

/* Values, some of which were changed since. */
static struct store *open_changed(struct sqlite_trial *trial)
{
    struct store *store = sqlite_world_open(trial);
    sqlite_world_write(store, "Both", "UPDATE area SET name = 'Both', position = position + 50");
    sqlite_world_write(store, "One", "UPDATE area SET name = 'One' WHERE position = 51");
    return store;
}

/* A record that was added, removed, and given another reference, of which the first changed since.
 */
static struct store *open_changed_in_part(struct sqlite_trial *trial)
{
    struct store *store = sqlite_world_open(trial);
    sqlite_world_write(store, "All",
        "INSERT INTO area (id, name) VALUES (x'01900000000070008000000000000006', 'Pay');"
        "UPDATE region SET country = NULL WHERE name = 'Oceania';"
        "DELETE FROM area WHERE name = 'Own'");
    sqlite_world_write(store, "One", "UPDATE area SET name = 'Paid' WHERE name = 'Pay'");
    return store;
}

/* A record that was added and that another refers to. */
static struct store *open_used(struct sqlite_trial *trial)
{
    struct store *store = sqlite_world_open(trial);
    sqlite_world_write(store, "Add",
        "INSERT INTO country (id, code, name) VALUES (x'01900000000070008000000000000006', 'FJ',"
        " 'Fiji')");
    sqlite_world_write(store, "Use",
        "UPDATE region SET country = x'01900000000070008000000000000006' WHERE name = 'Oceania'");
    return store;
}

static enum li_err run_undo_named(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct entry_name name;
    enum li_err code = entry_name_parse(store, trial->arg, &name, err);
    return code ? code : undo_entry(store, &name, out, err);
}

/* What is refused for a good reason is an answer too. */
static enum li_err run_undo_refused(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    enum li_err code = run_undo_named(trial, store, out, err);
    if (code != LI_REFUSED)
        return code;
    fputs(err->message, out);
    return LI_OK;
}

/* An addition and a setting that were undone, and what was set was set again since. */
static struct store *open_half_undone(struct sqlite_trial *trial)
{
    struct store *store = sqlite_world_open(trial);
    sqlite_world_write(store, "Both",
        "INSERT INTO area (id, name) VALUES (x'01900000000070008000000000000006', 'Pay');"
        "UPDATE area SET name = 'Both' WHERE position = 20");
    assert_int_equal(journal_undo(store, NULL, NULL, NULL, &trial->place->err), LI_OK);
    sqlite_world_write(store, "Name", "UPDATE area SET name = 'Named' WHERE position = 20");
    return store;
}

static struct store *open_undone(struct sqlite_trial *trial)
{
    struct store *store = sqlite_world_open(trial);
    assert_int_equal(journal_undo(store, NULL, NULL, NULL, &trial->place->err), LI_OK);
    return store;
}

static enum li_err run_redo(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    (void)trial;
    struct journal_undo_result undone = {0};
    enum li_err code = journal_redo(store, NULL, &undone, err);
    fprintf(out, "%zu", undone.changes);
    if (!code)
        free(undone.label);
    return code;
}

/* --- others' entries -------------------------------------------------------------------------- */

static enum li_err run_merge(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct journal_merged merged;
    (void)trial;
    enum li_err code = take_in(store, sqlite_world.theirs, sqlite_world.count, &merged, err);
    fprintf(out, "%zu taken, %zu known, %zu conflicts, %zu waiting", merged.taken, merged.known,
        merged.conflicts, merged.waiting);
    return code;
}

/* Others' new record names one that is removed here, so that the reference is emptied. */
static struct store *open_named(struct sqlite_trial *trial)
{
    struct store *store = sqlite_world_open(trial);
    struct ledger *other = ledger_new();
    struct journal_merged merged;
    sqlite_world_write(store, "Add",
        "INSERT INTO country (id, code, name) VALUES (x'0190000000007000800000000000000a', 'FJ',"
        " 'Fiji')");
    sqlite_world_take(store);
    other->clock = sqlite_world.clock;
    assert_int_equal(
        take_in(other->store, sqlite_world.theirs, sqlite_world.count, &merged, &other->err),
        LI_OK);
    sqlite_world_write(store, "Remove", "DELETE FROM country WHERE code = 'FJ'");
    other->clock += 1000;
    ledger_write(other, "Name",
        "INSERT INTO region (id, name, country) VALUES (x'0190000000007000800000000000000b',"
        " 'East', x'0190000000007000800000000000000a')",
        NULL, NULL);
    sqlite_world_take(other->store);
    sqlite_world.clock += 2000;
    ledger_free(other);
    return store;
}

/* So much was listed since that what is old is dropped. */
static struct store *open_listed(struct sqlite_trial *trial)
{
    struct store *store = sqlite_world_open(trial);
    struct journal_merged merged;
    struct li_error *err = &trial->place->err;
    assert_int_equal(take_in(store, sqlite_world.theirs, sqlite_world.count, &merged, err), LI_OK);
    assert_int_equal(query_run(store, "UPDATE local_touch_range SET added = 1 << 40", err), LI_OK);
    int64_t listed = 0;
    assert_int_equal(query_count(store, "local_touch", &listed, err), LI_OK);
    assert_true(listed > 0);
    return store;
}

static enum li_err run_prune(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    (void)trial, (void)out;
    int64_t listed = 0;
    struct touch_index *index = NULL;
    enum li_err code = transaction_begin(store, err);
    if (!code && !(index = touch_index_new(store, err)))
        code = err->code;
    if (!code)
        code = touch_index_prune(index, UINT64_MAX / 4, err);
    touch_index_free(index);
    if (!code)
        code = query_count(store, "local_touch", &listed, err);
    if (!code)
        code = transaction_commit(store, err);
    transaction_rollback(store);
    assert_true(code || listed == 0);
    return code;
}

/* A copy of the database went on writing. */
static struct store *open_forked(struct sqlite_trial *trial)
{
    struct store *store = sqlite_world_open(trial);
    sqlite_world_write(store, "Copy's", "UPDATE area SET name = 'Copied'");
    sqlite_world_take(store);
    store_close(store);
    place_raw(trial->place->path,
        "DELETE FROM journal_entry WHERE label = 'Copy''s'; UPDATE area"
        " SET name = CASE position WHEN 1 THEN 'Ethics now' WHEN 30 THEN 'Own' ELSE 'Equity' END");
    return sqlite_world_open(trial);
}

/* --- groups ----------------------------------------------------------------------------------- */

static void import_rows(struct store *store)
{
    struct li_error err = {0};
    if (journal_write(store, "Import", insert_rows, "UPDATE country SET name = 'Land'", NULL, &err))
        fail_msg("%s", err.message);
}

static struct store *open_imported(struct sqlite_trial *trial)
{
    struct store *store = sqlite_world_open(trial);
    import_rows(store);
    return store;
}

/* A copy of the database imported many, which are one group of entries. */
static struct store *open_copy_imported(struct sqlite_trial *trial)
{
    struct store *store = open_imported(trial);
    sqlite_world_take(store);
    store_close(store);
    place_raw(trial->place->path,
        "DELETE FROM journal_entry WHERE label = 'Import'; DELETE FROM area WHERE length(name) >"
        " 1000; UPDATE country SET name = 'Australia'");
    return sqlite_world_open(trial);
}

/* ---------------------------------------------------------------------------------------------- */

static void test_groups(void **state)
{
    static const struct sqlite_work works[] = {
        {.name = "undo of many", .begin = open_imported, .run = run_undo_last},
        {.name = "merge of many",
            .begin = open_copy_imported,
            .run = run_merge,
            .has_sequel = true},
        {0}};
    sqlite_world_run(*state, works, NULL);
}

static void test_writes(void **state)
{
    static const struct sqlite_work works[] = {
        {.name = "write", .begin = sqlite_world_open, .run = run_write},
        {.name = "write of many", .begin = sqlite_world_open, .run = run_insert},
        {.name = "rehearsal", .begin = sqlite_world_open, .run = run_dry},
        {.name = "fact", .begin = sqlite_world_open, .run = run_fact},
        {.name = "write with a wrong clock", .begin = sqlite_world_open_ahead, .run = run_write},
        {0}};
    sqlite_world_run(*state, works,
        "INSERT INTO area (id, name) VALUES (randomblob(16), 'New');"
        "UPDATE country SET name = 'Land'; DELETE FROM region");
}

static void test_undo(void **state)
{
    static const struct sqlite_work works[] = {
        {.name = "undo", .begin = sqlite_world_open, .run = run_undo_last},
        {.name = "undo by values", .begin = open_changed, .run = run_undo_named},
        {.name = "undo in part", .begin = open_changed_in_part, .run = run_undo_named, .share = 30},
        {.name = "undo of what is used", .begin = open_used, .run = run_undo_refused, .share = 30},
        {.name = "redo", .begin = open_undone, .run = run_redo}, {0}};
    sqlite_world_run(*state, works, "4");
}

static void test_redo_by_values(void **state)
{
    static const struct sqlite_work works[] = {
        {.name = "redo by values", .begin = open_half_undone, .run = run_undo_named}, {0}};
    sqlite_world_run(*state, works, "5");
}

static void test_undo_refused(void **state)
{
    static const struct sqlite_work works[] = {
        {.name = "undo that is refused", .begin = sqlite_world_open, .run = run_undo_refused}, {0}};
    sqlite_world_run(*state, works, "1");
}

static void test_merge(void **state)
{
    static const struct sqlite_work works[] = {
        {.name = "merge", .begin = sqlite_world_open, .run = run_merge, .has_sequel = true},
        {.name = "merge of a copy's", .begin = open_forked, .run = run_merge, .has_sequel = true},
        {.name = "merge of what names a removed record",
            .begin = open_named,
            .run = run_merge,
            .has_sequel = true,
            .share = 30},
        {0}};
    sqlite_world_run(*state, works, NULL);
}

/* In a world of its own: what other works take in comes after all that is there. */
static void test_index(void **state)
{
    static const struct sqlite_work works[] = {
        {.name = "index of entries", .begin = open_listed, .run = run_prune}, {0}};
    sqlite_world_run(*state, works, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_writes),
        PLACE_TEST(test_undo),
        PLACE_TEST(test_redo_by_values),
        PLACE_TEST(test_undo_refused),
        PLACE_TEST(test_merge),
        PLACE_TEST(test_index),
        PLACE_TEST(test_groups),
    };
    return cmocka_run_group_tests_name("sqlite faults", tests, NULL, NULL);
}
