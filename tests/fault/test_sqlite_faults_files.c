/*
 * test_sqlite_faults_files.c: reading, opening and copying while SQLite refuses any one call.
 */
#include "data/base/memory.h"
#include "data/check/journal_check.h"
#include "data/database/database_backup.h"
#include "data/database/database_check.h"
#include "data/database/database_file.h"
#include "data/database/database_restore.h"
#include "data/database/schema_check.h"
#include "data/entry/entry_name.h"
#include "data/journal/journal_as_of.h"
#include "data/journal/journal_undo.h"
#include "data/journal/scratch.h"
#include "data/merge/journal_waits.h"
#include "data/store/query.h"
#include "data/store/sorter.h"
#include "data/store/vector.h"
#include "data/store_open.h"
#include "tests/fault/fault_place.h"
#include "tests/fault/sqlite_world.h"
#include "tests/support/check.h"
#include "tests/support/old_journal.h"
#include "tests/support/take_in.h"
#include <stdlib.h>
#include <string.h>

/* --- reading ---------------------------------------------------------------------------------- */

static void print_finding(void *out, const char *finding)
{
    fprintf(out, "%s\n", finding);
}

static enum li_err run_check(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct store *model = NULL;
    (void)trial;
    enum li_err code = database_check(store, print_finding, out, err);
    if (!code)
        code = journal_check(store, NULL, NULL, print_finding, out, NULL, NULL, err);
    if (!code)
        code = scratch_open(&model, NULL, NULL, err);
    if (!code)
        code = schema_check(store, model, print_finding, out, err);
    store_close(model);
    return code;
}

/* What lost against others' entries. */
static struct store *open_conflicts(struct sqlite_trial *trial)
{
    struct store *store = sqlite_world_open(trial);
    struct journal_merged merged;
    assert_int_equal(
        take_in(store, sqlite_world.theirs, sqlite_world.count, &merged, &trial->place->err),
        LI_OK);
    assert_true(merged.conflicts > 0);
    return store;
}

/* Much that is wrong. */
static struct store *open_damaged(struct sqlite_trial *trial)
{
    place_raw(trial->place->path,
        "UPDATE area SET name = 'Forged' WHERE rowid = 1;"
        "INSERT INTO area (id, name) VALUES (x'01900000000070008000000000000007', 'Smuggled');"
        "UPDATE region SET country = x'01900000000070008000000000000009';"
        "UPDATE journal_entry SET author = 'Eve' WHERE seq = 2;"
        "CREATE INDEX foreign_index ON area (name); DROP INDEX journal_order");
    return sqlite_world_open(trial);
}

static enum li_err look_back(
    struct store *store, const char *instant, FILE *out, struct li_error *err)
{
    struct store *past = NULL;
    enum li_err code = journal_as_of(store, instant, &past, NULL, NULL, NULL, NULL, err);
    struct query *query = code ? NULL : query_new(past, "SELECT name FROM area ORDER BY 1", err);
    int step = 0;
    while (query && (step = query_step(query, err)) > 0)
        fprintf(out, "%s\n", query_text(query, 0));
    if (!code && (!query || step < 0))
        code = err->code;
    query_free(query);
    store_close(past);
    return code;
}

/* From the first entry on. */
static enum li_err run_as_of(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    (void)trial;
    return look_back(store, "2026-03-15T12:00:00Z", out, err);
}

/* Back from the last one. */
static enum li_err run_as_of_late(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    (void)trial;
    return look_back(store, "2026-12-01T12:00:00Z", out, err);
}

static bool print_entry(void *out, const struct entry *entry)
{
    fprintf(out, "%s %zu\n", entry->label, entry->effect_size);
    return true;
}

static enum li_err run_history(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct id id;
    (void)trial;
    assert_true(id_parse("01900000-0000-7000-8000-000000000003", &id));
    const struct entry_scan all = {0}, newest = {.newest_first = true},
                            touching = {.touching = &id};
    enum li_err code = entry_scan(store, &all, print_entry, out, err);
    if (!code)
        code = entry_scan(store, &newest, print_entry, out, err);
    return code ? code : entry_scan(store, &touching, print_entry, out, err);
}

/* The names of others' entries, which are made shorter by asking whose else are there. */
static enum li_err run_names(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    enum li_err code = LI_OK;
    (void)trial;
    for (size_t i = 0; i < sqlite_world.count && !code; i++) {
        struct entry_name name = sqlite_world.theirs[i].name;
        char *text = entry_name_text(store, &name);
        fprintf(out, "%zu, ", strlen(text));
        free(text);
    }
    for (size_t i = 0; i < sqlite_world.count && !code; i++) {
        char digits[ID_TEXT_SIZE];
        struct entry_name name = sqlite_world.theirs[i].name, found;
        id_text(&name.replica, digits);
        char *text = li_format("%s-%lld", digits + ID_TEXT_SIZE - 1 - 6, (long long)name.seq);
        code = entry_name_parse(store, text, &found, err);
        fprintf(out, "%d ", !code && hash_equal(&found.hash, &name.hash));
        free(text);
    }
    return code;
}

/* Whether records are here, were removed, or were never heard of. */
static enum li_err run_waits(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    struct id id;
    enum li_err code = LI_OK;
    (void)trial;
    assert_true(id_parse("01900000-0000-7000-8000-000000000003", &id));
    for (int i = 0; i < 3 && !code; i++, id.byte[ID_SIZE - 1] += 17) {
        bool waits = false;
        code = journal_waits_for(store, "area", &id, &waits, err);
        fprintf(out, "%d", waits);
    }
    return code;
}

static enum li_err run_sort(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    (void)trial;
    struct query *query = query_new(store, "SELECT rowid, name FROM area", err);
    struct sorter *sorter = sorter_new(query, "c1", err);
    if (!sorter)
        return err->code;
    struct vector rows = {0};
    int step = 1;
    while (step > 0)
        step = sorter_fill(sorter, &rows, 2, err);
    for (size_t i = 0; i < rows.count; i++)
        fprintf(out, "%lld\n", (long long)rows.rows[i]);
    vector_clear(&rows);
    sorter_free(sorter);
    return step < 0 ? err->code : LI_OK;
}

/* --- files ------------------------------------------------------------------------------------ */

static enum li_err run_open(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    const enum store_mode *mode = trial->arg;
    struct store *opened;
    int64_t count = 0;
    (void)store;
    enum li_err code = store_open(&opened, trial->place->path, *mode, NULL, NULL, err);
    if (code)
        return code;
    code = query_count(opened, "area", &count, err);
    fprintf(out, "%lld", (long long)count);
    store_close(opened);
    return code;
}

static enum li_err run_create(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    char *path = place_beside(trial->place, "new.db");
    struct store *created = NULL;
    (void)store, (void)out;
    database_file_remove(path);
    enum li_err code = store_open(&created, path, STORE_CREATE, NULL, NULL, err);
    store_close(created);
    if (code && database_file_exists(path, ""))
        fail_msg("%s was left behind", path);
    free(path);
    return code;
}

/* Where only the folder could not be synced, the backup is there, and whole. */
static void assert_left(struct sqlite_trial *trial, const char *path, const struct li_error *err)
{
    struct li_error unused;
    struct store *left;
    fault_place_end();
    if (strstr(err->message, path) || !strstr(err->message, trial->place->folder))
        fail_msg("%s was left behind: %s", path, err->message);
    assert_int_equal(store_open(&left, path, STORE_WRITE, NULL, NULL, &unused), LI_OK);
    store_close(left);
}

static enum li_err run_backup(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    char *path = place_beside(trial->place, "backup.db");
    (void)out;
    database_file_remove(path);
    enum li_err code = database_backup(store, path, err);
    if (code && database_file_exists(path, ""))
        assert_left(trial, path, err);
    free(path);
    return code;
}

static struct store *make_backup(struct sqlite_trial *trial)
{
    struct store *store = sqlite_world_open(trial);
    char *path = place_beside(trial->place, "backup.db");
    database_file_remove(path);
    assert_int_equal(database_backup(store, path, &trial->place->err), LI_OK);
    free(path);
    sqlite_world_write(store, "Later", "UPDATE area SET name = 'Later'");
    store_close(store);
    return NULL;
}

static enum li_err run_restore(
    struct sqlite_trial *trial, struct store *store, FILE *out, struct li_error *err)
{
    char *path = place_beside(trial->place, "backup.db");
    (void)store, (void)out;
    enum li_err code = database_restore(path, trial->place->path, store_open_proof, NULL, err);
    free(path);
    return code;
}

/* ---------------------------------------------------------------------------------------------- */

static void test_reading(void **state)
{
    static const struct sqlite_work works[] = {
        {.name = "check", .begin = sqlite_world_open, .run = run_check, .reads = true},
        {.name = "check of what is damaged",
            .begin = open_damaged,
            .run = run_check,
            .reads = true},
        {.name = "check of conflicts",
            .begin = open_conflicts,
            .run = run_check,
            .reads = true,
            .share = 40},
        {.name = "as of a late day",
            .begin = sqlite_world_open_ahead,
            .run = run_as_of_late,
            .reads = true},
        {.name = "as of a day", .begin = sqlite_world_open_ahead, .run = run_as_of, .reads = true},
        {.name = "history", .begin = sqlite_world_open_ahead, .run = run_history, .reads = true},
        {.name = "names", .begin = sqlite_world_open_ahead, .run = run_names, .reads = true},
        {.name = "waiting for records",
            .begin = sqlite_world_open_ahead,
            .run = run_waits,
            .reads = true},
        {.name = "sorting", .begin = sqlite_world_open, .run = run_sort, .reads = true}, {0}};
    sqlite_world_run(*state, works, NULL);
}

/* A database whose journal is of format 1. */
static void test_migration(void **state)
{
    static const enum store_mode mode = STORE_WRITE;
    static const struct sqlite_work migration = {
        .name = "migration", .run = run_open, .has_sequel = true};
    struct place *place = *state;
    struct sqlite_trial trial;
    struct store *store = place_open(place, STORE_CREATE);
    store_set_author(store, "Ann");
    sqlite_world_write(store, "Add",
        "INSERT INTO area (id, name) VALUES (x'01900000000070008000000000000003', 'A')");
    sqlite_world_write(store, "Name", "UPDATE area SET name = 'B'");
    sqlite_world_write(store, "Add",
        "INSERT INTO area (id, name) VALUES (x'01900000000070008000000000000004', 'C')");
    assert_int_equal(journal_undo(store, NULL, NULL, NULL, &place->err), LI_OK);
    store_close(store);
    old_journal_make(place->path);
    /* One that did not do all it meant, so that all is put in again. */
    place_raw(place->path,
        "UPDATE journal_entry SET state = 'rejected', effect = x'' WHERE seq = 2;"
        "UPDATE area SET name = 'A' WHERE name = 'B'");
    sqlite_trial_begin(&trial, place);
    trial.arg = (void *)&mode;
    sqlite_trial_run(&trial, &migration);
    sqlite_trial_end(&trial);
}

static void test_files(void **state)
{
    static const enum store_mode modes[] = {STORE_READ, STORE_WRITE};
    static const struct sqlite_work opening[] = {
        {.name = "opening", .run = run_open, .reads = true}, {0}};
    static const struct sqlite_work works[] = {{.name = "creation", .run = run_create},
        {.name = "backup", .begin = sqlite_world_open, .run = run_backup},
        /* It may only fail to sync the folder. */
        {.name = "restoring", .begin = make_backup, .run = run_restore, .has_sequel = true}, {0}};
    for (int i = 0; i < 2; i++)
        sqlite_world_run(*state, opening, (void *)&modes[i]);
    sqlite_world_run(*state, works, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_reading),
        PLACE_TEST(test_migration),
        PLACE_TEST(test_files),
    };
    return cmocka_run_group_tests_name("sqlite faults of files", tests, NULL, NULL);
}
