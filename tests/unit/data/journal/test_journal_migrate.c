/*
 * test_journal_migrate.c: a database whose journal is of format 1, brought up to date.
 */
#include "data/base/memory.h"
#include "data/check/journal_check.h"
#include "data/database/database_file.h"
#include "data/journal/journal.h"
#include "data/journal/journal_undo.h"
#include "data/store/query.h"
#include "data/store_open.h"
#include "tests/support/old_journal.h"
#include "tests/support/temp_folder.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static enum li_err add_two(struct store *store, void *arg, struct li_error *err)
{
    (void)arg;
    /* Too short to be packed: format 1 knew nothing of that. */
    return query_run(store, "INSERT INTO area (id, name) VALUES (randomblob(16), 'A')", err);
}

static enum li_err rename_all(struct store *store, void *arg, struct li_error *err)
{
    return query_run(store, arg, err);
}

static void make_old(struct place *place)
{
    struct store *store = place_open(place, STORE_CREATE);
    struct journal_undo_result undone;
    store_set_author(store, "Ann");
    for (int i = 0; i < 3; i++)
        assert_int_equal(journal_write(store, "Add", add_two, NULL, NULL, &place->err), LI_OK);
    assert_int_equal(journal_write(store, "Name", rename_all,
                         "UPDATE area SET name = 'B' WHERE rowid = 1", NULL, &place->err),
        LI_OK);
    assert_int_equal(journal_undo(store, NULL, NULL, &undone, &place->err), LI_OK);
    free(undone.label);
    store_close(store);
    old_journal_make(place->path);
}

static void say_finding(void *arg, const char *finding)
{
    (void)arg;
    fail_msg("%s", finding);
}

static bool count_told(void *arg, int64_t done, int64_t total, int64_t count)
{
    assert_int_equal(done, count);
    assert_in_range(done, 1, total);
    *(int64_t *)arg = total;
    return true;
}

static bool stop(void *arg, int64_t done, int64_t total, int64_t count)
{
    (void)arg, (void)total, (void)count;
    return done < 3;
}

static void test_migrated(void **state)
{
    struct place *place = *state;
    struct store *store;
    int64_t told = 0, count = 0;
    char *last = NULL;
    make_old(place);
    char *copy = place_beside(place, "copy.db");
    char *command = li_format("cp %s %s", place->path, copy);
    assert_int_equal(system(command), 0);
    free(command);
    /* Stopped on the way, it is as it was. */
    assert_int_equal(store_open_with_progress(
                         &store, place->path, STORE_WRITE, NULL, NULL, stop, NULL, &place->err),
        LI_INTERRUPTED);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(store_open_with_progress(&store, i ? copy : place->path, STORE_WRITE, NULL,
                             NULL, count_told, &told, &place->err),
            LI_OK);
        assert_int_equal(told, 5);
        assert_int_equal(
            journal_check(store, NULL, NULL, say_finding, NULL, NULL, NULL, &place->err), LI_OK);
        assert_int_equal(query_count(store, "area", &count, &place->err), LI_OK);
        assert_int_equal(count, 3);
        struct journal_undo_result undone;
        store_set_author(store, "Ann");
        assert_int_equal(journal_redo(store, NULL, &undone, &place->err), LI_OK);
        assert_string_equal(undone.label, "Undo: Name");
        free(undone.label);
        /* Two copies migrated apart are equal. */
        struct query *query =
            query_new(store, "SELECT hex(hash) FROM journal_entry WHERE seq = 5", &place->err);
        assert_int_equal(query_step(query, &place->err), 1);
        if (last)
            assert_string_equal(query_text(query, 0), last);
        free(last);
        last = li_strdup(query_text(query, 0));
        query_free(query);
        store_close(store);
    }
    free(last);
    database_file_remove(copy);
    free(copy);
}

/* Format 1 left out an entry whole that only met another: by today's rules it counts, and what came
   after it is there as before. */
static void test_left_out_before(void **state)
{
    struct place *place = *state;
    int64_t renamed = 0;
    struct store *store = place_open(place, STORE_CREATE);
    static char *const names[] = {
        "UPDATE area SET name = 'B' WHERE rowid = 1", "UPDATE area SET name = 'C' WHERE rowid = 2"};
    for (int i = 0; i < 2; i++)
        assert_int_equal(journal_write(store, "Add", add_two, NULL, NULL, &place->err), LI_OK);
    for (int i = 0; i < 2; i++)
        assert_int_equal(
            journal_write(store, i ? "Later" : "Name", rename_all, names[i], NULL, &place->err),
            LI_OK);
    store_close(store);
    old_journal_make(place->path);
    place_raw(place->path,
        "UPDATE journal_entry SET state = 'rejected', effect = x'' WHERE label = 'Name';"
        " UPDATE area SET name = 'A' WHERE name = 'B'");
    store = place_open(place, STORE_WRITE);
    assert_int_equal(
        journal_check(store, NULL, NULL, say_finding, NULL, NULL, NULL, &place->err), LI_OK);
    assert_int_equal(query_number(store, "SELECT count(*) FROM area WHERE name IN ('B', 'C')",
                         &renamed, &place->err),
        LI_OK);
    assert_int_equal(renamed, 2);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_migrated),
        PLACE_TEST(test_left_out_before),
    };
    return cmocka_run_group_tests_name("migrate", tests, NULL, NULL);
}
