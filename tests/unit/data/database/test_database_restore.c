/*
 * test_database_restore.c: backups taken and put back, whatever lies beside the place.
 */
#include "data/base/disk.h"
#include "data/base/memory.h"
#include "data/database/database_backup.h"
#include "data/database/database_check.h"
#include "data/database/database_restore.h"
#include "data/store_open.h"
#include "tests/support/temp_folder.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const logs[] = {"-wal", "-shm", "-journal"};

/* A backup with one country, beside a database that has two. Returns its path. */
static char *make_backup(struct place *place)
{
    char *copy = place_beside(place, "copy.db");
    struct store *store = place_open(place, STORE_CREATE);
    place_add_country(place, store, "AU");
    assert_int_equal(database_backup(store, copy, &place->err), LI_OK);
    place_add_country(place, store, "NZ");
    store_close(store);
    return copy;
}

static void say_count(void *arg, const char *finding)
{
    (void)finding;
    ++*(int *)arg;
}

static void expect_countries(struct place *place, const char *path, int64_t expected)
{
    struct store *store;
    int findings = 0;
    if (store_open(&store, path, STORE_WRITE, NULL, NULL, &place->err) != LI_OK)
        fail_msg("%s", place->err.message);
    assert_int_equal(place_countries(store), expected);
    assert_int_equal(database_check(store, say_count, &findings, &place->err), LI_OK);
    assert_int_equal(findings, 0);
    store_close(store);
}

/* The log and the index of a program that was killed, as two files to be put anywhere. */
static void keep_logs(struct place *place, char **bytes, size_t *sizes)
{
    struct store *store = place_open(place, STORE_WRITE);
    place_add_country(place, store, "CA");
    place_add_country(place, store, "MT");
    for (int i = 0; i < 2; i++) {
        char *log = li_format("%s%s", place->path, logs[i]);
        bytes[i] = place_read(log, &sizes[i]);
        free(log);
    }
    bytes[2] = li_strdup("no journal at all");
    sizes[2] = strlen(bytes[2]);
    store_close(store);
}

static void put_logs(const char *path, char *const *bytes, const size_t *sizes)
{
    for (int i = 0; i < 3; i++) {
        char *log = li_format("%s%s", path, logs[i]);
        place_write(log, bytes[i], sizes[i]);
        free(log);
    }
}

static void free_logs(char **bytes)
{
    for (int i = 0; i < 3; i++)
        free(bytes[i]);
}

static void test_logs_where_no_database_is(void **state)
{
    struct place *place = *state;
    char *copy = make_backup(place), *bytes[3];
    size_t sizes[3];
    keep_logs(place, bytes, sizes);
    remove(place->path);
    put_logs(place->path, bytes, sizes);
    assert_int_equal(
        database_restore(copy, place->path, store_open_proof, NULL, &place->err), LI_OK);
    expect_countries(place, place->path, 1);
    char *kept = li_format("%s-wal~", place->path);
    assert_int_equal(access(kept, F_OK), 0);
    free(kept);
    free_logs(bytes);
    free(copy);
}

/* Beside the file to be replaced, and beside the one that was kept before. */
static void test_logs_beside_others(void **state)
{
    static const char *const ends[] = {"", "~"};
    struct place *place = *state;
    char *copy = make_backup(place), *bytes[3];
    size_t sizes[3];
    keep_logs(place, bytes, sizes);
    for (int i = 0; i < 2; i++) {
        char *beside = li_format("%s%s", place->path, ends[i]);
        put_logs(beside, bytes, sizes);
        assert_int_equal(
            database_restore(copy, place->path, store_open_proof, NULL, &place->err), LI_OK);
        expect_countries(place, place->path, 1);
        free(beside);
    }
    char *kept = li_format("%s~2", place->path);
    expect_countries(place, kept, 1);
    free(kept);
    free_logs(bytes);
    free(copy);
}

/* A new database must not take over the log of one that is gone: not even a backup. */
static void test_new_beside_logs(void **state)
{
    struct place *place = *state;
    char *copy = make_backup(place), *fresh = place_beside(place, "fresh.db"), *bytes[3];
    size_t sizes[3];
    struct store *store, *none;
    keep_logs(place, bytes, sizes);
    for (int i = 0; i < 3; i++) {
        char *log = li_format("%s%s", fresh, logs[i]);
        place_write(log, bytes[i], sizes[i]);
        store = place_open(place, STORE_READ);
        assert_int_equal(database_backup(store, fresh, &place->err), LI_REFUSED);
        assert_non_null(strstr(place->err.message, log));
        store_close(store);
        assert_int_equal(
            store_open(&none, fresh, STORE_CREATE, NULL, NULL, &place->err), LI_REFUSED);
        assert_int_not_equal(access(fresh, F_OK), 0);
        remove(log);
        free(log);
    }
    free_logs(bytes);
    free(fresh);
    free(copy);
}

static void test_symlink(void **state)
{
    struct place *place = *state;
    char *copy = make_backup(place), *link = place_beside(place, "link.db");
    struct stat about;
    assert_int_equal(symlink("liaise.db", link), 0);
    assert_int_equal(database_restore(copy, link, store_open_proof, NULL, &place->err), LI_OK);
    assert_int_equal(lstat(link, &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    expect_countries(place, place->path, 1);
    char *kept = li_format("%s~", place->path);
    expect_countries(place, kept, 2);
    /* Where the link leads nowhere yet, the file is made there. */
    remove(place->path);
    assert_int_equal(database_restore(copy, link, store_open_proof, NULL, &place->err), LI_OK);
    expect_countries(place, place->path, 1);
    free(kept);
    free(link);
    free(copy);
}

static void test_onto_itself(void **state)
{
    struct place *place = *state;
    char *copy = make_backup(place), *link = place_beside(place, "hard.db");
    assert_int_equal(symlink("liaise.db", link), 0);
    assert_int_equal(
        database_restore(place->path, place->path, store_open_proof, NULL, &place->err),
        LI_REFUSED);
    assert_int_equal(
        database_restore(link, place->path, store_open_proof, NULL, &place->err), LI_REFUSED);
    struct store *store = place_open(place, STORE_WRITE);
    assert_int_equal(
        database_restore(copy, place->path, store_open_proof, NULL, &place->err), LI_BUSY);
    char *log = li_format("%s-wal", place->path);
    assert_int_equal(database_restore(copy, log, store_open_proof, NULL, &place->err), LI_REFUSED);
    assert_int_equal(place_countries(store), 2);
    store_close(store);
    free(log);
    free(link);
    free(copy);
}

/* Whatever was kept before, or is in the way, stays; the next is numbered. */
static void test_old_file_is_never_lost(void **state)
{
    struct place *place = *state;
    char *copy = make_backup(place), *folder = li_format("%s~", place->path);
    assert_int_equal(mkdir(folder, 0700), 0);
    for (int n = 2; n <= 4; n++) {
        char *wanted = li_format("%s~%d", place->path, n);
        char *kept = database_restore_old_name(place->path);
        assert_string_equal(kept, wanted);
        assert_int_equal(
            database_restore(copy, place->path, store_open_proof, NULL, &place->err), LI_OK);
        expect_countries(place, place->path, 1);
        expect_countries(place, kept, n == 2 ? 2 : 1);
        free(kept);
        free(wanted);
    }
    assert_int_equal(rmdir(folder), 0);
    free(folder);
    free(copy);
}

/* A restore was cut short between the link and the renaming. */
static void test_a_link_to_itself_is_used_again(void **state)
{
    struct place *place = *state;
    char *copy = make_backup(place), *kept = li_format("%s~", place->path);
    assert_int_equal(link(place->path, kept), 0);
    int files = place_count(place);
    assert_int_equal(
        database_restore(copy, place->path, store_open_proof, NULL, &place->err), LI_OK);
    assert_int_equal(place_count(place), files);
    expect_countries(place, place->path, 1);
    expect_countries(place, kept, 2);
    free(kept);
    free(copy);
}

/* What somebody wrote into a backup does not act, neither on the way nor in place. */
static void test_hostile(void **state)
{
    static const struct {
        const char *sql, *named;
    } cases[] = {
        {"CREATE TRIGGER t AFTER DELETE ON local_fact BEGIN DELETE FROM country; END", "\"t\""},
        {"ALTER TABLE local_fact RENAME TO f; CREATE VIEW local_fact AS SELECT * FROM f",
            "\"local_fact\""},
        {"CREATE VIEW v AS SELECT 1", "\"v\""},
        {"CREATE TRIGGER local_cache_x AFTER DELETE ON local_fact BEGIN DELETE FROM country; END",
            NULL},
    };
    struct place *place = *state;
    char *copy = make_backup(place), *bad = place_beside(place, "bad.db");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t size;
        char *bytes = place_read(copy, &size);
        place_write(bad, bytes, size);
        free(bytes);
        place_raw(bad, cases[i].sql);
        enum li_err code = database_restore(bad, place->path, store_open_proof, NULL, &place->err);
        assert_int_equal(code, cases[i].named ? LI_CORRUPT : LI_OK);
        if (cases[i].named) {
            assert_non_null(strstr(place->err.message, bad));
            assert_non_null(strstr(place->err.message, cases[i].named));
        }
        expect_countries(place, place->path, cases[i].named ? 2 : 1);
    }
    /* The last was restored, and no trigger with it: this one's name is free. */
    place_raw(
        place->path, "CREATE TRIGGER local_cache_x AFTER DELETE ON local_fact BEGIN SELECT 1; END");
    free(bad);
    free(copy);
}

/* The sentence is about the file that a person named, never about one made on the way. */
static void test_names(void **state)
{
    struct place *place = *state;
    char *copy = make_backup(place);
    size_t size;
    char *bytes = place_read(copy, &size);
    memset(bytes + size / 2, 0x5A, size / 4);
    place_write(copy, bytes, size);
    free(bytes);
    assert_int_equal(
        database_restore(copy, place->path, store_open_proof, NULL, &place->err), LI_CORRUPT);
    assert_non_null(strstr(place->err.message, copy));
    assert_null(strstr(place->err.message, ".liaise-"));
    assert_int_equal(place_count(place), 2);
    free(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_logs_where_no_database_is),
        PLACE_TEST(test_logs_beside_others),
        PLACE_TEST(test_new_beside_logs),
        PLACE_TEST(test_symlink),
        PLACE_TEST(test_onto_itself),
        PLACE_TEST(test_old_file_is_never_lost),
        PLACE_TEST(test_a_link_to_itself_is_used_again),
        PLACE_TEST(test_hostile),
        PLACE_TEST(test_names),
    };
    return cmocka_run_group_tests_name("restore", tests, NULL, NULL);
}
