/*
 * test_database_file.c: places where a database can't be, and files that are none.
 */
#include "data/base/memory.h"
#include "data/database/database_backup.h"
#include "data/database/database_file.h"
#include "data/database/database_restore.h"
#include "data/store_open.h"
#include "tests/support/check.h"
#include "tests/support/temp_folder.h"
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A name of the longest kind: with what a temporary file has besides, it is too long. */
static char *long_name(const struct place *place)
{
    enum { LONGEST = 255 };
    char name[LONGEST + 1];
    memset(name, 'n', LONGEST);
    name[LONGEST] = '\0';
    return place_beside(place, name);
}

static void open_expect(struct place *place, const char *path, enum store_mode mode,
    enum li_err wanted, const char *said)
{
    struct store *store;
    assert_int_equal(store_open(&store, path, mode, NULL, NULL, &place->err), wanted);
    assert_null(store);
    if (!strstr(place->err.message, said))
        fail_msg("\"%s\" does not say \"%s\"", place->err.message, said);
}

static void test_places(void **state)
{
    struct place *place = *state;
    char *file = place_beside(place, "file"), *below = li_format("%s/new.db", file),
         *deep = li_format("%s/deeper/new.db", file), *name = long_name(place),
         *too_long = li_format("%s/absent/%sn/new.db", place->folder, strrchr(name, '/') + 1);
    place_write(file, "x", 1);
    open_expect(place, deep, STORE_CREATE, LI_IO, "cannot be created: Not a directory.");
    open_expect(place, below, STORE_READ, LI_IO, "cannot be opened: Not a directory.");
    open_expect(place, too_long, STORE_CREATE, LI_IO, "cannot be created: File name too long.");
    struct store *store = place_open(place, STORE_CREATE);
    assert_int_equal(database_backup(store, deep, &place->err), LI_IO);
    assert_int_equal(database_backup(store, name, &place->err), LI_IO);
    assert_non_null(strstr(place->err.message, "cannot be created: File name too long."));
    store_close(store);
    char *absent = place_beside(place, "absent");
    assert_int_equal(rmdir(absent), 0);
    free(absent);
    free(file);
    free(below);
    free(deep);
    free(name);
    free(too_long);
}

/* A copy that still has a log is not whole. */
static void test_copy_with_a_log(void **state)
{
    struct place *place = *state;
    char *part = place_beside(place, "part"), *log = place_beside(place, "part-wal");
    place_write(part, "x", 1);
    place_write(log, "x", 1);
    assert_int_equal(database_file_put(part, place->path, &place->err), LI_IO);
    assert_non_null(strstr(place->err.message, "could not be written completely"));
    assert_false(database_file_exists(place->path, ""));
    free(part);
    free(log);
}

static void restore_expect(
    struct place *place, const char *from, enum li_err wanted, const char *said)
{
    assert_int_equal(
        database_restore(from, place->path, store_open_proof, NULL, &place->err), wanted);
    if (!strstr(place->err.message, said))
        fail_msg("\"%s\" does not say \"%s\"", place->err.message, said);
}

static void test_restoring_in_place_of_a_folder(void **state)
{
    struct place *place = *state;
    store_close(place_open(place, STORE_CREATE));
    char *backup = place_beside(place, "backup.db");
    assert_int_equal(rename(place->path, backup), 0);
    assert_int_equal(mkdir(place->path, 0700), 0);
    restore_expect(place, backup, LI_REFUSED, "is not a file; choose another location.");
    assert_int_equal(rmdir(place->path), 0);
    free(backup);
}

/* A backup in which a record links to none is refused, and says which. */
static void test_restoring_what_is_damaged(void **state)
{
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE);
    char *backup = place_beside(place, "backup.db");
    assert_int_equal(database_backup(store, backup, &place->err), LI_OK);
    store_close(store);
    place_raw(backup, "INSERT INTO region (id, name, country) VALUES (randomblob(16), 'Nowhere',"
                      " randomblob(16)), (randomblob(16), 'Nor there', randomblob(16))");
    restore_expect(place, backup, LI_CORRUPT, "links by country to a missing country record.");
    free(backup);
}

/* The name under which entries are written, and the names before it. */
static void test_replica_names(void **state)
{
    static const char *const damages[] = {
        "UPDATE local_fact SET value = 'nobody' WHERE name = 'replica'",
        "INSERT INTO local_fact (name, value) VALUES ('former', 'nobody')"};
    struct place *place = *state;
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        database_file_remove(place->path);
        store_close(place_open(place, STORE_CREATE));
        place_raw(place->path, damages[i]);
        open_expect(place, place->path, STORE_WRITE, LI_CORRUPT, "is damaged");
    }
}

static int refuse_connection(struct sqlite3 *db, void *arg)
{
    (void)db, (void)arg;
    return SQLITE_ERROR;
}

static void test_functions_that_cannot_be_added(void **state)
{
    struct place *place = *state;
    struct store *store;
    store_close(place_open(place, STORE_CREATE));
    assert_int_equal(
        store_open(&store, place->path, STORE_WRITE, refuse_connection, NULL, &place->err), LI_IO);
    assert_non_null(strstr(place->err.message, "Preparing the database failed"));
    assert_null(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_places),
        PLACE_TEST(test_copy_with_a_log),
        PLACE_TEST(test_restoring_in_place_of_a_folder),
        PLACE_TEST(test_restoring_what_is_damaged),
        PLACE_TEST(test_replica_names),
        PLACE_TEST(test_functions_that_cannot_be_added),
    };
    return cmocka_run_group_tests_name("database files", tests, NULL, NULL);
}
