/*
 * test_undo.c: what is taken back and done again, exactly, in part, or not at all.
 */
#include "data/base/memory.h"
#include "data/store/query.h"
#include "data/store/table_info.h"
#include "tests/support/ledger.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Undo and redo. */

static void test_undo_redo(void **state)
{
    struct ledger *ledger = *state;
    struct id id = id_new();
    struct entry_name added = ledger_write(ledger, "Add area", ledger_add_area, &id, NULL);
    ledger_write(ledger, "Rename", "UPDATE area SET name = 'Equity', position = 3", NULL, NULL);
    assert_int_equal(ledger_undo(ledger, NULL), LI_OK);
    assert_int_equal(ledger->undone.changes, 2);
    assert_string_equal(ledger_value(ledger, "SELECT name FROM area"), "Ethics");
    assert_string_equal(ledger_value(ledger, "SELECT position FROM area"), "null");
    assert_string_equal(
        ledger_value(ledger, "SELECT label FROM journal_entry WHERE seq = 3"), "Undo: Rename");
    assert_string_equal(ledger_value(ledger, "SELECT e.seq FROM journal_entry e, journal_entry u"
                                             " WHERE u.seq = 3 AND e.hash = u.reverts"),
        "2");
    assert_int_equal(ledger_undo(ledger, NULL), LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT name FROM area"), "no row");
    assert_true(journal_undo_is_undone(ledger->store, &added));
    assert_int_equal(ledger_undo(ledger, NULL), LI_NONE);
    assert_int_equal(ledger_redo(ledger), LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT name FROM area"), "Ethics");
    assert_false(journal_undo_is_undone(ledger->store, &added));
    assert_int_equal(ledger_redo(ledger), LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT name FROM area"), "Equity");
    assert_string_equal(
        ledger_value(ledger, "SELECT label FROM journal_entry ORDER BY seq DESC"), "Redo: Rename");
    assert_int_equal(ledger_redo(ledger), LI_NONE);
    assert_int_equal(ledger_undo(ledger, NULL), LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT name FROM area"), "Ethics");
    ledger_is_sound(ledger);
}

static void test_redo_ends_with_a_new_write(void **state)
{
    struct ledger *ledger = *state;
    struct id id = id_new(), other = id_new();
    ledger_write(ledger, "Add", ledger_add_area, &id, NULL);
    assert_int_equal(ledger_undo(ledger, NULL), LI_OK);
    ledger_write(ledger, "Add another", ledger_add_area, &other, NULL);
    assert_int_equal(ledger_redo(ledger), LI_NONE);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), "1");
}

static void test_undo_is_the_authors_own(void **state)
{
    struct ledger *ledger = *state;
    struct id id = id_new();
    ledger_write(ledger, "Add", ledger_add_area, &id, NULL);
    store_set_author(ledger->store, "Bob");
    assert_int_equal(ledger_undo(ledger, NULL), LI_NONE);
    struct entry_name name = ledger_entry(ledger, 1);
    assert_int_equal(ledger_undo(ledger, &name), LI_OK); /* but by name, anyone's */
}

static void test_undo_leaves_what_changed(void **state)
{
    struct ledger *ledger = *state;
    struct id id = id_new();
    ledger_write(ledger, "Add", ledger_add_area, &id, NULL);
    struct entry_name both =
        ledger_write(ledger, "Both", "UPDATE area SET name = 'B', position = 1", NULL, NULL);
    ledger_write(ledger, "Name", "UPDATE area SET name = 'C'", NULL, NULL);
    assert_int_equal(ledger_undo(ledger, &both), LI_OK);
    assert_int_equal(ledger->undone.changes, 1);
    assert_int_equal(ledger->undone.left, 1);
    assert_string_equal(ledger->left, "name=C ");
    assert_string_equal(ledger_value(ledger, "SELECT name FROM area"), "C");
    assert_string_equal(ledger_value(ledger, "SELECT position FROM area"), "null");
    assert_int_equal(ledger_undo(ledger, &both), LI_REFUSED);
    assert_non_null(strstr(ledger->err.message, "is already undone"));
}

static void test_undo_all_changed_since(void **state)
{
    struct ledger *ledger = *state;
    struct id id = id_new();
    struct entry_name added = ledger_write(ledger, "Add", ledger_add_area, &id, NULL);
    struct entry_name first = ledger_write(ledger, "B", "UPDATE area SET name = 'B'", NULL, NULL);
    ledger_write(ledger, "C", "UPDATE area SET name = 'C'", NULL, NULL);
    assert_int_equal(ledger_undo(ledger, &first), LI_REFUSED);
    assert_string_equal(ledger->left, "name=C ");
    assert_int_equal(ledger_undo(ledger, &added), LI_REFUSED);
    assert_string_equal(ledger->left, "name=C ");
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM journal_entry"), "3");
}

static void test_undo_names_who_refers(void **state)
{
    struct ledger *ledger = *state;
    struct id country = id_new(), region = id_new();
    char text[ID_TEXT_SIZE];
    struct entry_name added =
        ledger_write(ledger, "Add country", ledger_add_country, &country, NULL);
    ledger_write(ledger, "Add region", ledger_add_region, &country, &region);
    assert_int_equal(ledger_undo(ledger, &added), LI_REFUSED);
    assert_non_null(strstr(ledger->err.message, id_text(&region, text)));
    assert_non_null(strstr(ledger->err.message, "region"));
    assert_non_null(strstr(ledger->err.message, "Add country can't be undone: "));
    assert_int_equal(ledger_undo(ledger, NULL), LI_OK);
    assert_int_equal(ledger_undo(ledger, &added), LI_OK);
    /* And the other way: what would come back has nothing to refer to. */
    struct entry_name gone = ledger_entry(ledger, 3);
    assert_int_equal(ledger_undo(ledger, &gone), LI_REFUSED);
    assert_non_null(strstr(ledger->err.message, "which no longer exists"));
    ledger_is_sound(ledger);
}

/* Of two that were removed together, the one that can't return is named. */
static void test_undo_names_what_can_not_return(void **state)
{
    struct ledger *ledger = *state;
    struct id area = id_new(), country = id_new(), region = id_new();
    ledger_write(ledger, "Add area", ledger_add_area, &area, NULL);
    ledger_write(ledger, "Add country", ledger_add_country, &country, NULL);
    ledger_write(ledger, "Add region", ledger_add_region, &country, &region);
    struct entry_name removed =
        ledger_write(ledger, "Remove both", "DELETE FROM area; DELETE FROM region", NULL, NULL);
    ledger_write(ledger, "Remove country", "DELETE FROM country", NULL, NULL);
    assert_int_equal(ledger_undo(ledger, &removed), LI_REFUSED);
    assert_string_equal(ledger->err.message,
        "Remove both can't be undone: the region it would restore needs its country, which no "
        "longer exists.");
}

static void test_undo_names_some_of_many_who_refer(void **state)
{
    struct ledger *ledger = *state;
    struct id country = id_new(), region;
    struct entry_name added =
        ledger_write(ledger, "Add country", ledger_add_country, &country, NULL);
    for (int i = 0; i < 4; i++) {
        region = id_new();
        ledger_write(ledger, "Add region", ledger_add_region, &country, &region);
    }
    assert_int_equal(ledger_undo(ledger, &added), LI_REFUSED);
    assert_non_null(strstr(ledger->err.message, " and others link to what it added."));
}

/* Adds an area and renames the country in one entry, and undoes both; the entry that undid them. */
static struct entry_name undo_both(struct ledger *ledger, const struct id *area)
{
    struct id country = id_new();
    ledger_write(ledger, "Add country", ledger_add_country, &country, NULL);
    ledger_write(ledger, "Both",
        "INSERT INTO area (id, name) VALUES (?1, 'Ethics'); UPDATE country SET name = 'B'", area,
        NULL);
    assert_int_equal(ledger_undo(ledger, NULL), LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), "0");
    return ledger_entry(ledger, 3);
}

/* What was removed comes back, and what changed since stays. */
static void test_redo_leaves_what_changed(void **state)
{
    struct ledger *ledger = *state;
    struct id area = id_new();
    struct entry_name undone = undo_both(ledger, &area);
    ledger_write(ledger, "Rename", "UPDATE country SET name = 'C'", NULL, NULL);
    assert_int_equal(ledger_undo(ledger, &undone), LI_OK);
    assert_int_equal(ledger->undone.changes, 1);
    assert_string_equal(ledger->left, "name=C ");
    assert_string_equal(ledger_value(ledger, "SELECT name FROM area"), "Ethics");
    assert_string_equal(ledger_value(ledger, "SELECT name FROM country"), "C");
    ledger_is_sound(ledger);
}

/* A record that came back by other means is left alone, whether it is another by now or the same.
 */
static void test_redo_leaves_what_is_back(void **state)
{
    (void)state;
    static const char *const again[] = {"INSERT INTO area (id, name) VALUES (?1, 'Equity')",
        "INSERT INTO area (id, name) VALUES (?1, 'Ethics')"};
    static const char *const left[] = {"name=Equity ", "id="};
    for (int i = 0; i < 2; i++) {
        struct ledger *own = ledger_new();
        struct id area = id_new();
        struct entry_name undone = undo_both(own, &area);
        ledger_write(own, "Again", again[i], &area, NULL);
        assert_int_equal(ledger_undo(own, &undone), LI_OK);
        assert_int_equal(own->undone.changes, 1);
        assert_int_equal(own->undone.left, 1);
        assert_int_equal(strncmp(own->left, left[i], strlen(left[i])), 0);
        assert_string_equal(ledger_value(own, "SELECT name FROM country"), "B");
        assert_string_equal(ledger_value(own, "SELECT count(*) FROM area"), "1");
        ledger_is_sound(own);
        ledger_free(own);
    }
}

static void test_undo_parent_and_child_at_once(void **state)
{
    struct ledger *ledger = *state;
    struct id country = id_new(), region = id_new();
    char *both = li_format("%s; %s", ledger_add_country, ledger_add_region);
    ledger_write(ledger, "Both", both, &country, &region);
    assert_int_equal(ledger_undo(ledger, NULL), LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM country"), "0");
    assert_int_equal(ledger_redo(ledger), LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM region"), "1");
    free(both);
}

/* Every table as text, for telling whether two states are one. */
static char *ledger_tables(struct ledger *ledger)
{
    char **names;
    size_t count;
    assert_int_equal(table_info_load_names(ledger->store, &names, &count, &ledger->err), LI_OK);
    char *text = NULL;
    FILE *out = li_text_open(&text);
    for (size_t i = 0; i < count; i++) {
        char *sql = li_format("SELECT * FROM \"%s\" ORDER BY id", names[i]);
        struct query *query = query_new(ledger->store, sql, &ledger->err);
        assert_non_null(query);
        while (query_step(query, &ledger->err) > 0)
            for (int j = 0; j < query_columns(query); j++)
                fprintf(out, "%s|", query_text(query, j) ? query_text(query, j) : "null");
        query_free(query);
        free(sql);
    }
    li_text_close(out);
    table_info_free_names(names, count);
    return text;
}

static void assert_tables(struct ledger *ledger, const char *expected)
{
    char *tables = ledger_tables(ledger);
    assert_true(strcmp(tables, expected) == 0);
    free(tables);
}

static void test_undo_of_many_is_exact(void **state)
{
    struct ledger *ledger = *state;
    struct id id = id_new();
    ledger_write(ledger, "Add area", ledger_add_area, &id, NULL);
    char *before = ledger_tables(ledger);
    ledger_import(ledger, 20000);
    ledger_write(ledger, "Number", "UPDATE area SET position = -1", NULL, NULL);
    char *after = ledger_tables(ledger);
    assert_int_equal(ledger_undo(ledger, NULL), LI_OK);
    assert_int_equal(ledger->undone.changes, 20001);
    assert_int_equal(ledger_undo(ledger, NULL), LI_OK);
    assert_tables(ledger, before);
    ledger_is_sound(ledger);
    assert_int_equal(ledger_redo(ledger), LI_OK);
    assert_int_equal(ledger_redo(ledger), LI_OK);
    assert_tables(ledger, after);
    ledger_is_sound(ledger);
    free(before);
    free(after);
}

/* Of a big group only what a later change stands on stays. */
static void test_undo_of_many_leaves_what_changed(void **state)
{
    struct ledger *ledger = *state;
    struct entry_name last = ledger_import(ledger, 12345);
    ledger_write(ledger, "Rename",
        "UPDATE area SET name = 'Kept' WHERE id IN (SELECT id FROM area ORDER BY id LIMIT 2)", NULL,
        NULL);
    assert_int_equal(ledger_undo(ledger, &last), LI_OK);
    assert_int_equal(ledger->undone.changes, 12343);
    assert_int_equal(ledger->undone.left, 2);
    assert_string_equal(ledger->left, "name=Kept name=Kept ");
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area WHERE name = 'Kept'"), "2");
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), "2");
    ledger_is_sound(ledger);
    assert_int_equal(ledger_redo(ledger), LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), "12345");
    ledger_is_sound(ledger);
}

struct watching {
    int asked, most;
    int64_t done, total, count;
};

static bool watch(void *arg, int64_t done, int64_t total, int64_t count)
{
    struct watching *watching = arg;
    assert_true(done > watching->done && done <= total);
    *watching = (struct watching){watching->asked + 1, watching->most, done, total, count};
    return watching->asked < watching->most;
}

static void test_undo_stopped_leaves_all_as_it_was(void **state)
{
    struct ledger *ledger = *state;
    ledger_import(ledger, 12345);
    char *before = ledger_tables(ledger);
    struct watching watching = {.most = 2};
    const struct journal_undo_observer ear = {.progress = watch, .progress_arg = &watching};
    assert_int_equal(
        journal_undo(ledger->store, NULL, &ear, &ledger->undone, &ledger->err), LI_INTERRUPTED);
    assert_int_equal(watching.asked, 2);
    assert_tables(ledger, before);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM journal_entry"), "3");
    watching = (struct watching){.most = 99};
    assert_int_equal(journal_undo(ledger->store, NULL, &ear, &ledger->undone, &ledger->err), LI_OK);
    assert_int_equal(watching.asked, 3);
    assert_int_equal(watching.done, watching.total);
    assert_int_equal(watching.count, 12345);
    free(ledger->undone.label);
    watching = (struct watching){.most = 1};
    assert_int_equal(
        journal_redo(ledger->store, &ear, &ledger->undone, &ledger->err), LI_INTERRUPTED);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), "0");
    assert_int_equal(ledger_redo(ledger), LI_OK);
    assert_tables(ledger, before);
    ledger_is_sound(ledger);
    free(before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LEDGER_TEST(test_undo_redo),
        LEDGER_TEST(test_redo_ends_with_a_new_write),
        LEDGER_TEST(test_undo_is_the_authors_own),
        LEDGER_TEST(test_undo_leaves_what_changed),
        LEDGER_TEST(test_undo_all_changed_since),
        LEDGER_TEST(test_undo_names_who_refers),
        LEDGER_TEST(test_undo_names_what_can_not_return),
        LEDGER_TEST(test_undo_names_some_of_many_who_refer),
        LEDGER_TEST(test_redo_leaves_what_changed),
        cmocka_unit_test(test_redo_leaves_what_is_back),
        LEDGER_TEST(test_undo_parent_and_child_at_once),
        LEDGER_TEST(test_undo_of_many_is_exact),
        LEDGER_TEST(test_undo_of_many_leaves_what_changed),
        LEDGER_TEST(test_undo_stopped_leaves_all_as_it_was),
    };
    return cmocka_run_group_tests_name("undo", tests, NULL, NULL);
}
