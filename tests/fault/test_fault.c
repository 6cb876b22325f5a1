/*
 * test_fault.c: a disk that fails at any one moment leaves the old records or the new, never less.
 *
 * The nth opening, write or sync fails (faulty_vfs.h), for every n that a piece of work gets to.
 * Then the disk is well again, and the file is opened, checked and compared.
 */
#include "data/base/id.h"
#include "data/base/memory.h"
#include "data/check/journal_check.h"
#include "data/database/database_backup.h"
#include "data/database/database_check.h"
#include "data/database/database_file.h"
#include "data/entry/entry.h"
#include "data/journal/journal.h"
#include "data/journal/journal_undo.h"
#include "data/journal/scratch.h"
#include "data/store/query.h"
#include "data/store_open.h"
#include "tests/fault/faulty_vfs.h"
#include "tests/support/seed.h"
#include "tests/support/take_in.h"
#include <errno.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { WRITE_OF_ENOUGH_ROWS = 6000 };

/* The work. */

struct bench {
    char *folder, *path, *copy;
    struct entry theirs[3]; /* from another replica, for merging */
};

typedef enum li_err (*work_fn)(struct bench *bench, struct store *store, struct li_error *err);

static enum li_err insert_areas(struct store *store, void *arg, struct li_error *err)
{
    struct query *query =
        query_new(store, "INSERT INTO area (id, position, name) VALUES (?1, ?2, 'New')", err);
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

static enum li_err work_write(struct bench *bench, struct store *store, struct li_error *err)
{
    (void)bench;
    int rows = 1;
    return journal_write(store, "Add area", insert_areas, &rows, NULL, err);
}

static enum li_err work_bulk(struct bench *bench, struct store *store, struct li_error *err)
{
    (void)bench;
    int rows = WRITE_OF_ENOUGH_ROWS;
    return journal_write(store, "Import", insert_areas, &rows, NULL, err);
}

static enum li_err work_undo(struct bench *bench, struct store *store, struct li_error *err)
{
    (void)bench;
    struct journal_undo_result undone;
    enum li_err code = journal_undo(store, NULL, NULL, &undone, err);
    if (code == LI_OK)
        free(undone.label);
    return code;
}

static enum li_err work_merge(struct bench *bench, struct store *store, struct li_error *err)
{
    struct journal_merged merged;
    return take_in(store, bench->theirs, 3, &merged, err);
}

static enum li_err work_backup(struct bench *bench, struct store *store, struct li_error *err)
{
    return database_backup(store, bench->copy, err);
}

/* The bench. */

static void bench_set_up(struct bench *bench)
{
    const char *base = getenv("TMPDIR");
    struct li_error err = {0};
    struct store *other;
    *bench = (struct bench){0};
    bench->folder = li_format("%s/liaise-fault-XXXXXX", base ? base : "/tmp");
    assert_non_null(mkdtemp(bench->folder));
    bench->path = li_format("%s/liaise.db", bench->folder);
    bench->copy = li_format("%s/copy.db", bench->folder);
    assert_int_equal(scratch_open(&other, NULL, NULL, &err), LI_OK);
    for (int i = 0; i < 3; i++) {
        struct entry_name name;
        int rows = 2;
        journal_write(other, "Theirs", insert_areas, &rows, &name, &err);
        assert_int_equal(entry_find(other, &name.hash, &bench->theirs[i], &err), LI_OK);
    }
    store_close(other);
}

static void bench_tear_down(struct bench *bench)
{
    for (int i = 0; i < 3; i++)
        entry_free(&bench->theirs[i]);
    database_file_remove(bench->path);
    database_file_remove(bench->copy);
    if (rmdir(bench->folder) != 0)
        fail_msg("%s still holds something", bench->folder);
    free(bench->folder);
    free(bench->path);
    free(bench->copy);
}

/* A database with two entries, made anew for every try. */
static void bench_renew(struct bench *bench)
{
    struct li_error err = {0};
    struct store *store;
    int rows = 3;
    database_file_remove(bench->path);
    database_file_remove(bench->copy);
    faulty_vfs.fails_at = 0;
    assert_int_equal(store_open(&store, bench->path, STORE_CREATE, NULL, NULL, &err), LI_OK);
    for (int i = 0; i < 2; i++)
        assert_int_equal(journal_write(store, "Start", insert_areas, &rows, NULL, &err), LI_OK);
    store_close(store);
}

static void assert_sentence(enum li_err code, const struct li_error *err)
{
    size_t length = strlen(err->message);
    assert_int_equal(code, err->code);
    if (code != LI_IO || length < 20 || err->message[length - 1] != '.')
        fail_msg("not a sentence for a person: %d \"%s\"", code, err->message);
}

static void say_finding(void *arg, const char *finding)
{
    (void)arg;
    fail_msg("%s", finding);
}

/* How many records and entries a sound database holds. */
static void bench_count(const char *path, int64_t *records, int64_t *entries)
{
    struct li_error err = {0};
    struct store *store;
    if (store_open(&store, path, STORE_WRITE, NULL, NULL, &err) != LI_OK)
        fail_msg("%s", err.message);
    assert_int_equal(database_check(store, say_finding, NULL, &err), LI_OK);
    assert_int_equal(journal_check(store, NULL, NULL, say_finding, NULL, NULL, NULL, &err), LI_OK);
    struct query *query = query_new(
        store, "SELECT (SELECT count(*) FROM area), (SELECT count(*) FROM journal_entry)", &err);
    assert_int_equal(query_step(query, &err), 1);
    *records = query_int(query, 0);
    *entries = query_int(query, 1);
    query_free(query);
    store_close(store);
}

/* One try. False when the work was done before the nth operation. */
static bool bench_try(struct bench *bench, work_fn work, int64_t records, int64_t entries)
{
    struct li_error err = {0};
    struct store *store;
    int64_t stand_records, stand_entries;
    int fails_at = faulty_vfs.fails_at;
    bench_renew(bench);
    assert_int_equal(store_open(&store, bench->path, STORE_WRITE, NULL, NULL, &err), LI_OK);
    faulty_vfs.operations = 0;
    faulty_vfs.fails_at = fails_at;
    enum li_err code = work(bench, store, &err);
    bool reached = faulty_vfs.operations >= fails_at;
    faulty_vfs.fails_at = 0;
    if (code != LI_OK)
        assert_sentence(code, &err);
    store_close(store);
    bench_count(bench->path, &stand_records, &stand_entries);
    bool old = stand_records == 6 && stand_entries == 2;
    bool new = stand_records == records &&stand_entries == entries;
    if (code == LI_OK ? !new : !old && !new)
        fail_msg("operation %d: %d records, %d entries", fails_at, (int)stand_records,
            (int)stand_entries);
    if (work == work_backup && code == LI_OK)
        bench_count(bench->copy, &stand_records, &stand_entries);
    else if (database_file_exists(bench->copy, ""))
        fail_msg("operation %d: a copy was left behind", fails_at);
    return reached;
}

static void bench_try_all(work_fn work, int64_t records, int64_t entries)
{
    static const struct {
        int code;
        bool lasting;
    } faults[] = {{SQLITE_FULL, true}, {SQLITE_IOERR_WRITE, true}, {SQLITE_IOERR_WRITE, false}};
    struct bench bench;
    bench_set_up(&bench);
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        faulty_vfs.code = faults[i].code;
        faulty_vfs.lasting = faults[i].lasting;
        bool reached = true;
        for (int n = 1; reached; n += 1 + n / 12 + (seed_sanitized() ? 12 : 0)) {
            faulty_vfs.fails_at = n;
            reached = bench_try(&bench, work, records, entries);
        }
    }
    bench_tear_down(&bench);
}

static void test_write(void **state)
{
    (void)state;
    bench_try_all(work_write, 7, 3);
}

static void test_bulk(void **state)
{
    (void)state;
    bench_try_all(work_bulk, 6 + WRITE_OF_ENOUGH_ROWS, 4);
}

static void test_undo(void **state)
{
    (void)state;
    bench_try_all(work_undo, 3, 3);
}

static void test_merge(void **state)
{
    (void)state;
    bench_try_all(work_merge, 12, 5);
}

static void test_backup(void **state)
{
    (void)state;
    bench_try_all(work_backup, 6, 2);
}

/* Check tries one operation in so many, which the seed chooses; LIAISE_SHARE=1 tries all. */
static int migration_share(void)
{
    const char *share = getenv("LIAISE_SHARE");
    int asked = share ? atoi(share) : 0, usual = seed_sanitized() ? 61 : 5;
    return asked > 0 ? asked : usual;
}

/* A start that fails leaves no file; one that fails on an old file leaves it to be opened later. */
static void test_migration(void **state)
{
    (void)state;
    struct bench bench;
    bench_set_up(&bench);
    faulty_vfs.code = SQLITE_FULL;
    faulty_vfs.lasting = true;
    bool reached = true;
    int step = migration_share(), first = 1 + (int)(seed_given() % (unsigned long)step);
    for (int n = first; reached; n += step) {
        struct li_error err = {0};
        struct store *store;
        database_file_remove(bench.path);
        faulty_vfs.operations = 0;
        faulty_vfs.fails_at = n;
        enum li_err code = store_open(&store, bench.path, STORE_CREATE, NULL, NULL, &err);
        reached = faulty_vfs.operations >= n;
        faulty_vfs.fails_at = 0;
        if (code == LI_OK) {
            store_close(store);
            continue;
        }
        assert_sentence(code, &err);
        assert_false(database_file_exists(bench.path, ""));
        assert_false(database_file_exists(bench.path, "-wal"));
    }
    reached = true;
    for (int n = first; reached; n += step) {
        struct li_error err = {0};
        struct store *store;
        sqlite3 *db;
        int64_t records, entries;
        database_file_remove(bench.path);
        assert_int_equal(sqlite3_open(bench.path, &db), SQLITE_OK);
        char *sql = li_format("PRAGMA application_id = %d", DATABASE_FILE_APPLICATION);
        assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
        free(sql);
        sqlite3_close(db);
        faulty_vfs.operations = 0;
        faulty_vfs.fails_at = n;
        enum li_err code = store_open(&store, bench.path, STORE_WRITE, NULL, NULL, &err);
        reached = faulty_vfs.operations >= n;
        faulty_vfs.fails_at = 0;
        if (code == LI_OK)
            store_close(store);
        else
            assert_sentence(code, &err);
        bench_count(bench.path, &records, &entries);
        assert_int_equal(records, 0);
    }
    bench_tear_down(&bench);
}

/* The index of the log is only there for several programs at once: reading alone goes on without
   it. Writing says what is wrong, and a broken disk is not a full one. */
static void test_no_index(void **state)
{
    static const struct {
        int code, why;
        const char *said;
    } cases[] = {
        {SQLITE_IOERR_SHMSIZE, ENOSPC, "The disk is full"},
        {SQLITE_IOERR_SHMSIZE, EIO, "Input/output error"},
        {SQLITE_IOERR_SHMMAP, EIO, "Input/output error"},
        {SQLITE_IOERR_SHMOPEN, EDQUOT, "The disk is full"},
    };
    struct bench bench;
    struct li_error err = {0};
    struct store *store;
    int64_t count = 0;
    (void)state;
    bench_set_up(&bench);
    bench_renew(&bench);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        faulty_vfs.shared = cases[i].code;
        faulty_vfs.why = cases[i].why;
        assert_int_equal(store_open(&store, bench.path, STORE_WRITE, NULL, NULL, &err), LI_IO);
        assert_non_null(strstr(err.message, cases[i].said));
        if (store_open(&store, bench.path, STORE_READ, NULL, NULL, &err) != LI_OK)
            fail_msg("%s", err.message);
        assert_int_equal(query_count(store, "area", &count, &err), LI_OK);
        store_close(store);
        faulty_vfs.shared = SQLITE_OK;
    }
    bench_tear_down(&bench);
}

/* A page that the disk fails to read is no damage: `check` says that it could not read it, and
   finds nothing. */
static void test_check_unread(void **state)
{
    struct bench bench;
    struct li_error err = {0};
    struct store *store;
    enum li_err code = LI_IO;
    (void)state;
    bench_set_up(&bench);
    bench_renew(&bench);
    int failures = 0;
    for (int n = 1; code; n += 1 + n / 4) {
        assert_int_equal(store_open(&store, bench.path, STORE_WRITE, NULL, NULL, &err), LI_OK);
        faulty_vfs.reads = 0;
        faulty_vfs.read_fails_at = n;
        code = database_check(store, say_finding, NULL, &err);
        faulty_vfs.read_fails_at = 0;
        store_close(store);
        if (code)
            assert_sentence(code, &err);
        failures += code != LI_OK;
    }
    assert_true(failures > 0);
    bench_tear_down(&bench);
}

int main(void)
{
    if (faulty_vfs_insert() != SQLITE_OK)
        return EXIT_FAILURE;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_write),
        cmocka_unit_test(test_bulk),
        cmocka_unit_test(test_undo),
        cmocka_unit_test(test_merge),
        cmocka_unit_test(test_backup),
        cmocka_unit_test(test_migration),
        cmocka_unit_test(test_no_index),
        cmocka_unit_test(test_check_unread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
