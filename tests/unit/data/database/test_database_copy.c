/*
 * test_database_copy.c: a database is copied, put back, and checked for damage.
 */
#include "data/base/memory.h"
#include "data/database/database_backup.h"
#include "data/database/database_check.h"
#include "data/database/database_restore.h"
#include "data/store/query.h"
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

static void say_count(void *arg, const char *finding)
{
    assert_true(strlen(finding) > 5);
    assert_null(strchr(finding, '\n'));
    ++*(int *)arg;
}

/* Copies. */

static void test_backup(void **state)
{
    struct place *place = *state;
    struct stat about;
    char *copy = place_beside(place, "copy.db");
    struct store *store = place_open(place, STORE_CREATE), *other;
    place_add_country(place, store, "AU");
    struct id replica = *store_replica(store);
    assert_int_equal(database_backup(store, copy, &place->err), LI_OK);
    assert_int_equal(stat(copy, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(database_backup(store, copy, &place->err), LI_REFUSED);
    store_close(store);
    assert_int_equal(place_count(place), 2);
    assert_int_equal(store_open(&other, copy, STORE_READ, NULL, NULL, &place->err), LI_OK);
    assert_int_equal(place_countries(other), 1);
    store_close(other);
    /* Written to, it is a replica of its own. */
    assert_int_equal(store_open(&other, copy, STORE_WRITE, NULL, NULL, &place->err), LI_OK);
    assert_false(id_equal(&replica, store_replica(other)));
    place_add_country(place, other, "NZ");
    store_close(other);
    char *lost = place_beside(place, "no/such/folder/copy.db");
    store = place_open(place, STORE_READ);
    assert_int_equal(database_backup(store, lost, &place->err), LI_OK);
    store_close(store);
    remove(lost);
    free(lost);
    for (const char *folder = "no/such/folder"; *folder;) {
        char *name = place_beside(place, folder);
        rmdir(name);
        free(name);
        folder = strcmp(folder, "no/such/folder") == 0 ? "no/such"
                 : strcmp(folder, "no/such") == 0      ? "no"
                                                       : "";
    }
    free(copy);
}

static void test_restore(void **state)
{
    struct place *place = *state;
    char *copy = place_beside(place, "copy.db"), *kept = li_format("%s~", place->path);
    struct store *store = place_open(place, STORE_CREATE);
    place_add_country(place, store, "AU");
    assert_int_equal(database_backup(store, copy, &place->err), LI_OK);
    place_add_country(place, store, "NZ");
    place_add_country(place, store, "CA");
    assert_int_equal(
        database_restore(copy, place->path, store_open_proof, NULL, &place->err), LI_BUSY);
    assert_int_equal(place_countries(store), 3);
    store_close(store);
    assert_int_equal(
        database_restore(copy, place->path, store_open_proof, NULL, &place->err), LI_OK);
    store = place_open(place, STORE_WRITE);
    assert_int_equal(place_countries(store), 1);
    place_add_country(place, store, "MT");
    store_close(store);
    assert_int_equal(store_open(&store, kept, STORE_READ, NULL, NULL, &place->err), LI_OK);
    assert_int_equal(place_countries(store), 3);
    store_close(store);
    assert_int_equal(place_count(place), 3);
    free(copy);
    free(kept);
}

static void test_restore_over_damage(void **state)
{
    struct place *place = *state;
    char *copy = place_beside(place, "copy.db"), *log = li_format("%s-wal", place->path);
    struct store *store = place_open(place, STORE_CREATE);
    place_add_country(place, store, "AU");
    assert_int_equal(database_backup(store, copy, &place->err), LI_OK);
    store_close(store);
    place_write(place->path, "spoilt", 6);
    place_write(log, "spoilt too", 10);
    assert_int_equal(
        database_restore(copy, place->path, store_open_proof, NULL, &place->err), LI_OK);
    store = place_open(place, STORE_WRITE);
    assert_int_equal(place_countries(store), 1);
    store_close(store);
    free(copy);
    free(log);
}

static void test_restore_refuses(void **state)
{
    struct place *place = *state;
    char *copy = place_beside(place, "copy.db");
    size_t size;
    struct store *store = place_open(place, STORE_CREATE);
    place_add_country(place, store, "AU");
    assert_int_equal(database_backup(store, copy, &place->err), LI_OK);
    store_close(store);
    char *bytes = place_read(copy, &size);
    memset(bytes + size / 2, 0x5A, size / 4);
    place_write(copy, bytes, size);
    free(bytes);
    assert_int_equal(
        database_restore(copy, place->path, store_open_proof, NULL, &place->err), LI_CORRUPT);
    place_write(copy, "a text", 6);
    assert_int_equal(
        database_restore(copy, place->path, store_open_proof, NULL, &place->err), LI_CORRUPT);
    remove(copy);
    assert_int_equal(
        database_restore(copy, place->path, store_open_proof, NULL, &place->err), LI_IO);
    assert_int_equal(place_count(place), 1);
    store = place_open(place, STORE_READ);
    assert_int_equal(place_countries(store), 1);
    store_close(store);
    free(copy);
}

static void test_check(void **state)
{
    struct place *place = *state;
    int findings = 0;
    struct store *store = place_open(place, STORE_CREATE);
    place_add_country(place, store, "AU");
    assert_int_equal(database_check(store, say_count, &findings, &place->err), LI_OK);
    assert_int_equal(findings, 0);
    store_close(store);
    place_raw(place->path, "PRAGMA foreign_keys = OFF; INSERT INTO region (id, name, country)"
                           " VALUES (randomblob(16), 'R', randomblob(16))");
    store = place_open(place, STORE_WRITE);
    assert_int_equal(database_check(store, say_count, &findings, &place->err), LI_OK);
    assert_int_equal(findings, 1);
    store_close(store);
}

/* Where in the file the root of the table or index stands, and how long a page is. */
static size_t place_root(struct place *place, const char *name, size_t *page)
{
    struct store *store = place_open(place, STORE_READ);
    struct query *query = query_new(store,
        "SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size WHERE name = ?1",
        &place->err);
    query_bind_text(query, 1, name);
    assert_int_equal(query_step(query, &place->err), 1);
    *page = (size_t)query_int(query, 1);
    size_t root = (size_t)(query_int(query, 0) - 1) * *page;
    query_free(query);
    store_close(store);
    return root;
}

static void test_check_damaged(void **state)
{
    static const char *const damaged[] = {"goal", "progress_goal_day"};
    struct place *place = *state;
    int findings = 0;
    size_t size, page;
    store_close(place_open(place, STORE_CREATE));
    char *bytes = place_read(place->path, &size);
    for (size_t i = 0; i < 2; i++) {
        size_t root = place_root(place, damaged[i], &page);
        memset(bytes + root, 0, page);
    }
    place_write(place->path, bytes, size);
    free(bytes);
    struct store *store = place_open(place, STORE_READ);
    database_check(store, say_count, &findings, &place->err);
    assert_true(findings > 1);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_backup),
        PLACE_TEST(test_restore),
        PLACE_TEST(test_restore_over_damage),
        PLACE_TEST(test_restore_refuses),
        PLACE_TEST(test_check),
        PLACE_TEST(test_check_damaged),
    };
    return cmocka_run_group_tests_name("copies", tests, NULL, NULL);
}
