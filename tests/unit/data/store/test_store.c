/*
 * test_store.c: a database file is opened or refused, shared with other programs, and stopped.
 */
#include "data/base/memory.h"
#include "data/database/fact.h"
#include "data/journal/journal.h"
#include "data/store/query.h"
#include "data/store/transaction.h"
#include "data/store_open.h"
#include "tests/support/temp_folder.h"
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* Refused with these words, and not a byte is different after, nor a file more. */
static void assert_refused(
    struct place *place, enum store_mode mode, enum li_err code, const char *words)
{
    struct store *store = NULL;
    size_t before_size, after_size;
    int files = place_count(place);
    char *before = place_read(place->path, &before_size);
    assert_int_equal(store_open(&store, place->path, mode, NULL, NULL, &place->err), code);
    assert_null(store);
    if (!strstr(place->err.message, words))
        fail_msg("\"%s\" does not say \"%s\"", place->err.message, words);
    char *after = place_read(place->path, &after_size);
    assert_int_equal(before_size, after_size);
    assert_memory_equal(before, after, before_size);
    assert_int_equal(place_count(place), files);
    free(before);
    free(after);
}

/* Opening. */

static void test_create(void **state)
{
    struct place *place = *state;
    char *deep = place_beside(place, "new/liaise.db"), *folder = place_beside(place, "new");
    char *log = li_format("%s-wal", deep), *shared = li_format("%s-shm", deep);
    struct store *store;
    struct stat about;
    assert_int_equal(store_open(&store, deep, STORE_CREATE, NULL, NULL, &place->err), LI_OK);
    place_add_country(place, store, "AU");
    const char *const files[] = {deep, log, shared};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(stat(files[i], &about), 0);
        assert_int_equal(about.st_mode & 0777, 0600);
    }
    assert_int_equal(stat(folder, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0700);
    assert_string_equal(store_path(store), deep);
    assert_false(id_is_nil(store_replica(store)));
    store_close(store);
    assert_int_not_equal(access(log, F_OK), 0);
    assert_int_equal(store_open(&store, deep, STORE_CREATE, NULL, NULL, &place->err), LI_REFUSED);
    assert_int_equal(store_open(&store, deep, STORE_READ, NULL, NULL, &place->err), LI_OK);
    assert_int_equal(place_countries(store), 1);
    store_close(store);
    remove(deep);
    rmdir(folder);
    free(deep);
    free(folder);
    free(log);
    free(shared);
}

static void test_strange_names(void **state)
{
    struct place *place = *state;
    static const char *const names[] = {"a b?c#d%20.db", "Taituarā.db", ":memory:"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct store *store;
        char *path = place_beside(place, names[i]);
        assert_int_equal(store_open(&store, path, STORE_CREATE, NULL, NULL, &place->err), LI_OK);
        store_close(store);
        assert_int_equal(access(path, F_OK), 0);
        free(path);
    }
    assert_int_equal(place_count(place), 3);
}

static void test_missing(void **state)
{
    struct place *place = *state;
    struct store *store;
    assert_int_equal(store_open(&store, place->path, STORE_WRITE, NULL, NULL, &place->err), LI_IO);
    assert_non_null(strstr(place->err.message, "There is no database at"));
    assert_int_equal(place_count(place), 0);
    assert_int_equal(
        store_open(&store, place->folder, STORE_WRITE, NULL, NULL, &place->err), LI_IO);
    assert_non_null(strstr(place->err.message, "is a folder"));
}

static void test_not_a_database(void **state)
{
    struct place *place = *state;
    static const char text[] = "code,name\nCAMA,Canadian Association of Municipal Administrators\n"
                               "and enough more of it to be longer than the header of a database\n";
    place_write(place->path, text, sizeof text - 1);
    assert_refused(place, STORE_WRITE, LI_CORRUPT, "is not a liaise database");
    assert_refused(place, STORE_READ, LI_CORRUPT, "is not a liaise database");
    place_write(place->path, "", 0);
    assert_refused(place, STORE_WRITE, LI_CORRUPT, "is not a liaise database");
}

static void test_foreign(void **state)
{
    struct place *place = *state;
    place_raw(place->path, "PRAGMA journal_mode = WAL; CREATE TABLE theirs (x)");
    assert_refused(place, STORE_WRITE, LI_CORRUPT, "is not a liaise database");
    assert_refused(place, STORE_READ, LI_CORRUPT, "is not a liaise database");
}

static void test_newer(void **state)
{
    struct place *place = *state;
    store_close(place_open(place, STORE_CREATE));
    place_raw(place->path, "PRAGMA user_version = 4711");
    assert_refused(
        place, STORE_WRITE, LI_REFUSED, "made by a newer version of liaise (schema 4711;");
    assert_refused(place, STORE_READ, LI_REFUSED, "update liaise first");
}

/* The newer schema is still in the log: that is left as it is too. */
static void test_newer_in_log(void **state)
{
    struct place *place = *state;
    char *copy = place_beside(place, "copy.db"), *log = li_format("%s-wal", place->path);
    char *copied_log = li_format("%s-wal", copy);
    size_t size, log_size, after_size;
    store_close(place_open(place, STORE_CREATE));
    sqlite3 *db;
    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA user_version = 4711", NULL, NULL, NULL), SQLITE_OK);
    char *bytes = place_read(place->path, &size), *logged = place_read(log, &log_size);
    assert_true(log_size > 0);
    place_write(copy, bytes, size);
    place_write(copied_log, logged, log_size);
    sqlite3_close(db);
    struct store *store;
    assert_int_equal(store_open(&store, copy, STORE_WRITE, NULL, NULL, &place->err), LI_REFUSED);
    char *after = place_read(copy, &after_size);
    assert_int_equal(after_size, size);
    assert_memory_equal(after, bytes, size);
    free(after);
    after = place_read(copied_log, &after_size);
    assert_int_equal(after_size, log_size);
    assert_memory_equal(after, logged, log_size);
    free(after);
    free(bytes);
    free(logged);
    free(copy);
    free(log);
    free(copied_log);
}

static void test_read_only_file(void **state)
{
    struct place *place = *state;
    store_close(place_open(place, STORE_CREATE));
    chmod(place->path, 0400);
    assert_refused(place, STORE_WRITE, LI_IO, "is read-only");
    struct store *store = place_open(place, STORE_READ);
    assert_int_equal(place_countries(store), 0);
    store_close(store);
}

static void test_read_only_folder(void **state)
{
    struct place *place = *state;
    store_close(place_open(place, STORE_CREATE));
    chmod(place->folder, 0500);
    assert_refused(place, STORE_WRITE, LI_IO, "The folder");
    struct store *store = place_open(place, STORE_READ);
    assert_int_equal(place_countries(store), 0);
    store_close(store);
    assert_int_equal(place_count(place), 1);
    char *other = place_beside(place, "other.db");
    assert_int_equal(store_open(&store, other, STORE_CREATE, NULL, NULL, &place->err), LI_IO);
    assert_non_null(strstr(place->err.message, "read-only"));
    free(other);
}

static void test_damaged(void **state)
{
    struct place *place = *state;
    size_t size;
    store_close(place_open(place, STORE_CREATE));
    char *bytes = place_read(place->path, &size);
    place_write(place->path, bytes, size / 2);
    assert_refused(place, STORE_WRITE, LI_CORRUPT, "is damaged");
    assert_refused(place, STORE_READ, LI_CORRUPT, "is damaged");
    memset(bytes + 100, 0x5A, size - 100);
    place_write(place->path, bytes, size);
    assert_refused(place, STORE_WRITE, LI_CORRUPT, "is damaged");
    free(bytes);
}

static void test_start_cut_short(void **state)
{
    struct place *place = *state;
    place_raw(place->path, "PRAGMA application_id = 1279869257; PRAGMA journal_mode = WAL");
    assert_refused(place, STORE_READ, LI_OLDER, "open it once for writing");
    struct store *store = place_open(place, STORE_WRITE);
    place_add_country(place, store, "AU");
    store_close(store);
}

static void test_reading_never_writes(void **state)
{
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE);
    place_add_country(place, store, "AU");
    store_close(store);
    store = place_open(place, STORE_READ);
    assert_int_equal(
        journal_write(store, "Add", place_country, "NZ", NULL, &place->err), LI_REFUSED);
    assert_int_equal(fact_save(store, "org", "ICMA", &place->err), LI_IO);
    assert_int_equal(place_countries(store), 1);
    store_close(store);
}

/* Facts, others, stopping. */

static void test_facts(void **state)
{
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE);
    char *org;
    assert_int_equal(fact_load(store, "org", &org, &place->err), LI_OK);
    assert_null(org);
    assert_int_equal(fact_save(store, "org", "Tāmaki", &place->err), LI_OK);
    assert_int_equal(fact_save(store, "org", "Taituarā", &place->err), LI_OK);
    store_close(store);
    store = place_open(place, STORE_WRITE);
    assert_int_equal(fact_load(store, "org", &org, &place->err), LI_OK);
    assert_string_equal(org, "Taituarā");
    free(org);
    assert_string_equal(store_author(store), "");
    store_set_author(store, "Ann");
    assert_string_equal(store_author(store), "Ann");
    store_close(store);
}

static void test_two_programs(void **state)
{
    struct place *place = *state;
    struct store *one = place_open(place, STORE_CREATE), *other = place_open(place, STORE_WRITE);
    assert_true(id_equal(store_replica(one), store_replica(other)));
    int64_t before = store_version(one);
    place_add_country(place, one, "AU");
    assert_int_equal(store_version(one), before);
    place_add_country(place, other, "NZ");
    assert_int_not_equal(store_version(one), before);
    assert_int_equal(place_countries(one), 2);
    sqlite3_busy_timeout(store_db(other), 1);
    assert_int_equal(query_run(one, "BEGIN IMMEDIATE", &place->err), LI_OK);
    assert_int_equal(journal_write(other, "Add", place_country, "CA", NULL, &place->err), LI_BUSY);
    assert_non_null(strstr(place->err.message, "Another program is writing to"));
    assert_int_equal(query_run(one, "COMMIT", &place->err), LI_OK);
    place_add_country(place, other, "CA");
    store_close(one);
    store_close(other);
}

static bool stop_at_once(void *arg)
{
    return *(bool *)arg;
}

static void test_stop(void **state)
{
    struct place *place = *state;
    static const char endless[] =
        "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n";
    struct store *store = place_open(place, STORE_CREATE);
    bool stop = true;
    store_on_progress(store, stop_at_once, &stop);
    assert_int_equal(query_run(store, endless, &place->err), LI_INTERRUPTED);
    assert_string_equal(place->err.message, "Stopped before finishing.");
    store_on_progress(store, NULL, NULL);
    place_add_country(place, store, "AU");
    store_close(store);
}

static enum li_err run_endless(struct store *store, void *arg, struct li_error *err)
{
    (void)arg;
    return query_run(store,
        "INSERT INTO local_fact WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
        " SELECT 'n', max(x) FROM n",
        err);
}

static void assert_stopped(struct place *place, struct store *store, const char *said)
{
    bool stop = true;
    store_on_progress(store, stop_at_once, &stop);
    assert_int_equal(
        transaction_write_local(store, run_endless, NULL, &place->err), LI_INTERRUPTED);
    assert_string_equal(place->err.message, said);
    store_on_progress(store, NULL, NULL);
}

/* What a stop says of the change is true also where a part of the work was saved before. */
static void test_stop_in_a_series(void **state)
{
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE);
    place_add_country(place, store, "AU");
    transaction_series_begin(store);
    assert_stopped(place, store, "Stopped; nothing was changed.");
    transaction_series_begin(store);
    place_add_country(place, store, "NZ");
    transaction_series_end(store);
    assert_stopped(place, store, "Stopped; what came before stays.");
    transaction_series_end(store);
    assert_stopped(place, store, "Stopped; nothing was changed.");
    store_close(store);
}

/* Another program made it its own, and that is only in the log yet. */
static void test_foreign_by_its_log(void **state)
{
    struct place *place = *state;
    struct store *other, *store = place_open(place, STORE_CREATE);
    place_raw(place->path, "PRAGMA application_id = 4711");
    assert_int_not_equal(
        store_open(&other, place->path, STORE_WRITE, NULL, NULL, &place->err), LI_OK);
    assert_non_null(strstr(place->err.message, " is not a liaise database; it was not changed."));
    assert_null(other);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_create),
        PLACE_TEST(test_strange_names),
        PLACE_TEST(test_missing),
        PLACE_TEST(test_not_a_database),
        PLACE_TEST(test_foreign),
        PLACE_TEST(test_newer),
        PLACE_TEST(test_newer_in_log),
        PLACE_TEST(test_read_only_file),
        PLACE_TEST(test_read_only_folder),
        PLACE_TEST(test_damaged),
        PLACE_TEST(test_start_cut_short),
        PLACE_TEST(test_reading_never_writes),
        PLACE_TEST(test_facts),
        PLACE_TEST(test_two_programs),
        PLACE_TEST(test_stop),
        PLACE_TEST(test_stop_in_a_series),
        PLACE_TEST(test_foreign_by_its_log),
    };
    return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
