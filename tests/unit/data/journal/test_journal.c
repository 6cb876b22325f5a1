/*
 * test_journal.c: what is written down, in how many entries, read again and named.
 */
#include "data/entry/entry_name.h"
#include "data/journal/insert.h"
#include "data/journal/journal.h"
#include "data/store/query.h"
#include "tests/support/ledger.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Writing. */

static bool keep_entry(void *arg, const struct entry *entry)
{
    entry_copy(entry, arg);
    return false;
}

static void test_write(void **state)
{
    struct ledger *ledger = *state;
    struct id id = id_new();
    struct entry entry = {0};
    struct entry_scan scan = {0};
    struct entry_name name =
        ledger_write(ledger, "Add area \"Ethics\"", ledger_add_area, &id, NULL);
    assert_int_equal(name.seq, 1);
    assert_int_equal(entry_scan(ledger->store, &scan, keep_entry, &entry, &ledger->err), LI_OK);
    assert_true(entry_name_equal(&entry.name, &name));
    assert_true(entry.hlc == (uint64_t)ledger_noon << 16);
    assert_string_equal(entry.at, "2026-03-15T12:00:00Z");
    assert_string_equal(entry.author, "Ann");
    assert_string_equal(entry.label, "Add area \"Ethics\"");
    assert_true(hash_is_zero(&entry.reverts));
    assert_true(hash_is_zero(&entry.before));
    assert_true(entry.last);
    assert_true(id_is_nil(&entry.group));
    assert_int_equal(entry.state, ENTRY_APPLIED);
    assert_int_equal(entry.effect_size, entry.changeset_size);
    assert_memory_equal(entry.effect, entry.changeset, entry.effect_size);
    entry_free(&entry);
}

static void test_write_nothing(void **state)
{
    struct ledger *ledger = *state;
    struct id id = id_new();
    ledger_write(ledger, "Add", ledger_add_area, &id, NULL);
    assert_int_equal(
        ledger_write(ledger, "Same", "UPDATE area SET name = name", NULL, NULL).seq, 0);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM journal_entry"), "1");
}

static void test_write_refused(void **state)
{
    struct ledger *ledger = *state;
    struct id id = id_new();
    struct entry_name name;
    struct ledger_writing writing = {
        "INSERT INTO area (id, name) VALUES (?1, 'A'); INSERT INTO area (id, name) VALUES (?1, '')",
        &id, NULL};
    assert_int_equal(
        journal_write(ledger->store, "Add", ledger_run, &writing, &name, &ledger->err), LI_REFUSED);
    assert_int_equal(name.seq, 0);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), "0");
}

/* Later than any before, though the clock stands still or goes back. */
static void test_clock(void **state)
{
    struct ledger *ledger = *state;
    for (int i = 0; i < 5; i++) {
        struct id id = id_new();
        ledger->clock = ledger_noon - i * 1000;
        ledger_write(ledger, "Add", ledger_add_area, &id, NULL);
    }
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM (SELECT hlc, lag(hlc) OVER"
                                             " (ORDER BY seq) AS before FROM journal_entry)"
                                             " WHERE hlc <= before"),
        "0");
}

static void test_group(void **state)
{
    struct ledger *ledger = *state;
    enum { ROWS = 12345 };
    struct entry_name last = ledger_import(ledger, ROWS);
    assert_int_equal(last.seq, 3);
    assert_string_equal(ledger_value(ledger, "SELECT count(DISTINCT grp) FROM journal_entry"), "1");
    assert_string_equal(
        ledger_value(ledger, "SELECT count(*) FROM journal_entry WHERE grp IS NULL"), "0");
    struct entry_name middle = ledger_entry(ledger, 2);
    assert_int_equal(ledger_undo(ledger, &middle), LI_OK); /* any of them means all of them */
    assert_int_equal(ledger->undone.changes, ROWS);
    assert_int_equal(ledger->undone.what.seq, 3);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), "0");
    assert_true(journal_undo_is_undone(ledger->store, &middle));
    assert_int_equal(ledger_undo(ledger, NULL), LI_NONE);
    assert_int_equal(ledger_redo(ledger), LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), "12345");
    assert_int_equal(ledger_undo(ledger, NULL), LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), "0");
    ledger_is_sound(ledger);
}

/* Rows that are known. */

static const char *const goal_columns[] = {"id", "affiliate", "title", "whose", "measure",
    "baseline", "target", "cadence", "state", "weight", "tolerance"};

struct goal_writing {
    struct id *affiliate, *goal;
    bool first; /* a change that has to be seen comes before, so that the row must be seen too */
};

/* One goal with values of every sort; the row's default weight is not relied on. */
static enum li_err write_goal(struct store *store, void *arg, struct li_error *err)
{
    struct goal_writing *writing = arg;
    static const char *const texts[] = {[2] = "T\xC4\x81maki",
        [3] = "ours",
        [4] = "level",
        [5] = "-12.5",
        [6] = "100000000000",
        [7] = "monthly",
        [8] = "open"};
    if (writing->first && query_run(store, "UPDATE affiliate SET city = 'Here'", err) != LI_OK)
        return err->code;
    struct insert *insert =
        insert_new(store, "goal", goal_columns, sizeof goal_columns / sizeof *goal_columns, err);
    insert_id(insert, 0, writing->goal);
    insert_id(insert, 1, writing->affiliate);
    for (size_t i = 2; i < sizeof texts / sizeof *texts; i++)
        insert_text(insert, i, texts[i]);
    insert_int(insert, 9, 3);
    enum li_err code = insert_row(insert, err);
    insert_free(insert);
    return code;
}

/* What is written down without a session is what a session would have seen. */
static void test_known_rows_are_as_if_seen(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id affiliate = id_new(), goal = id_new();
    struct goal_writing writing = {&affiliate, &goal, false};
    static const char add_affiliate[] = "INSERT INTO affiliate (id, name, kind, status)"
                                        " VALUES (?1, 'Tait', 'national', 'active')";
    struct entry known = {0}, seen = {0};
    struct entry_scan last = {.newest_first = true};
    ledger_write(ledger, "Add", add_affiliate, &affiliate, NULL);
    ledger_write(other, "Add", add_affiliate, &affiliate, NULL);
    assert_int_equal(
        journal_write(ledger->store, "Add", write_goal, &writing, NULL, &ledger->err), LI_OK);
    ledger_write(other, "Add",
        "INSERT INTO goal (id, affiliate, title, whose, measure, baseline, target, cadence, state,"
        " weight) VALUES (?2, ?1, 'T\xC4\x81maki', 'ours', 'level', '-12.5', '100000000000',"
        " 'monthly', 'open', 3)",
        &affiliate, &goal);
    entry_scan(ledger->store, &last, keep_entry, &known, &ledger->err);
    entry_scan(other->store, &last, keep_entry, &seen, &other->err);
    assert_int_equal(known.changeset_size, seen.changeset_size);
    assert_memory_equal(known.changeset, seen.changeset, seen.changeset_size);
    entry_free(&known);
    entry_free(&seen);
    assert_int_equal(ledger_undo(ledger, NULL), LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM goal"), "0");
    assert_int_equal(ledger_redo(ledger), LI_OK);
    assert_string_equal(
        ledger_value(ledger, "SELECT baseline || ' ' || target FROM goal"), "-12.5 100000000000");
    ledger_is_sound(ledger);
    ledger_free(other);
}

static enum li_err write_unweighted_goal(struct store *store, void *arg, struct li_error *err)
{
    struct goal_writing *writing = arg;
    static const char *const columns[] = {
        "id", "affiliate", "title", "whose", "measure", "cadence", "state"};
    static const char *const texts[] = {"A goal", "ours", "level", "monthly", "open"};
    struct insert *insert =
        insert_new(store, "goal", columns, sizeof columns / sizeof *columns, err);
    insert_id(insert, 0, writing->goal);
    insert_id(insert, 1, writing->affiliate);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        insert_text(insert, i + 2, texts[i]);
    enum li_err code = insert_row(insert, err);
    insert_free(insert);
    return code;
}

/* A default that the table fills in is in the entry too. */
static void test_default_is_seen(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id affiliate = id_new(), goal = id_new();
    struct goal_writing writing = {&affiliate, &goal, false};
    ledger_write(ledger, "Add",
        "INSERT INTO affiliate (id, name, kind, status) VALUES (?1, 'Tait', 'national', 'active')",
        &affiliate, NULL);
    assert_int_equal(
        journal_write(ledger->store, "Add", write_unweighted_goal, &writing, NULL, &ledger->err),
        LI_OK);
    ledger_take(other, ledger, LI_OK);
    assert_string_equal(ledger_value(other, "SELECT weight FROM goal"), "1");
    ledger_is_sound(ledger);
    ledger_is_sound(other);
    ledger_free(other);
}

static enum li_err write_goals(struct store *store, void *arg, struct li_error *err)
{
    struct goal_writing *writing = arg;
    enum li_err code = write_goal(store, writing, err);
    if (code == LI_OK)
        code = query_run(store, "UPDATE goal SET title = title || '!'", err);
    *writing->goal = id_new();
    return code == LI_OK ? write_goal(store, writing, err) : code;
}

/* Rows that are known and changes that are seen become one entry, in the order they were made. */
static void test_known_and_seen_are_one_entry(void **state)
{
    struct ledger *ledger = *state;
    struct id affiliate = id_new(), goal = id_new();
    struct goal_writing writing = {&affiliate, &goal, false};
    ledger_write(ledger, "Add",
        "INSERT INTO affiliate (id, name, kind, status) VALUES (?1, 'Tait', 'national', 'active')",
        &affiliate, NULL);
    for (int seen_first = 0; seen_first < 2; seen_first++) {
        writing.first = seen_first;
        goal = id_new();
        assert_int_equal(
            journal_write(ledger->store, "Add", write_goals, &writing, NULL, &ledger->err), LI_OK);
    }
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM journal_entry"), "3");
    assert_string_equal(
        ledger_value(ledger, "SELECT count(*) FROM journal_entry WHERE grp IS NOT NULL"), "0");
    assert_string_equal(
        ledger_value(ledger, "SELECT group_concat(length(title), ' ') FROM goal ORDER BY rowid"),
        "8 7 7 6");
    ledger_is_sound(ledger);
    for (int i = 0; i < 2; i++)
        assert_int_equal(ledger_undo(ledger, NULL), LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM goal"), "0");
}

/* Reading and naming. */

static bool count_entry(void *arg, const struct entry *entry)
{
    assert_non_null(entry->label);
    ++*(int *)arg;
    return true;
}

static int ledger_count(struct ledger *ledger, const struct entry_scan *scan)
{
    int count = 0;
    assert_int_equal(entry_scan(ledger->store, scan, count_entry, &count, &ledger->err), LI_OK);
    return count;
}

static void test_read(void **state)
{
    struct ledger *ledger = *state;
    struct id country = id_new(), region = id_new(), nobody = id_new();
    struct entry newest = {0};
    ledger_write(ledger, "Add country", ledger_add_country, &country, NULL);
    struct entry_name second =
        ledger_write(ledger, "Add region", ledger_add_region, &country, &region);
    ledger_write(ledger, "Rename", "UPDATE region SET name = 'Pacific'", NULL, NULL);
    assert_int_equal(ledger_count(ledger, &(struct entry_scan){0}), 3);
    assert_int_equal(ledger_count(ledger, &(struct entry_scan){.touching = &region}), 2);
    assert_int_equal(ledger_count(ledger, &(struct entry_scan){.touching = &country}), 1);
    assert_int_equal(ledger_count(ledger, &(struct entry_scan){.touching = &nobody}), 0);
    assert_int_equal(ledger_count(ledger, &(struct entry_scan){.only = &second}), 1);
    struct entry_scan backwards = {.newest_first = true};
    entry_scan(ledger->store, &backwards, keep_entry, &newest, &ledger->err);
    assert_string_equal(newest.label, "Rename");
    entry_free(&newest);
}

static void test_names(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id id = id_new();
    struct entry_name back, mine = ledger_write(ledger, "Add", ledger_add_area, &id, NULL);
    id = id_new();
    struct entry_name theirs = ledger_write(other, "Add", ledger_add_area, &id, NULL);
    ledger_take(ledger, other, LI_OK);
    char *text = entry_name_text(ledger->store, &mine);
    assert_string_equal(text, "1");
    free(text);
    text = entry_name_text(ledger->store, &theirs);
    assert_in_range(strlen(text), 6, 12);
    assert_int_equal(entry_name_parse(ledger->store, text, &back, &ledger->err), LI_OK);
    assert_true(entry_name_equal(&back, &theirs));
    free(text);
    static const char *const wrong[] = {"", "x", "1x", "0", "-1", "12-"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(entry_name_parse(ledger->store, wrong[i], &back, &ledger->err), LI_USAGE);
    assert_int_equal(entry_name_parse(ledger->store, "2", &back, &ledger->err), LI_NONE);
    assert_int_equal(entry_name_parse(ledger->store, "zzzz-1", &back, &ledger->err), LI_NONE);
    ledger_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LEDGER_TEST(test_write),
        LEDGER_TEST(test_write_nothing),
        LEDGER_TEST(test_write_refused),
        LEDGER_TEST(test_clock),
        LEDGER_TEST(test_group),
        LEDGER_TEST(test_known_rows_are_as_if_seen),
        LEDGER_TEST(test_default_is_seen),
        LEDGER_TEST(test_known_and_seen_are_one_entry),
        LEDGER_TEST(test_read),
        LEDGER_TEST(test_names),
    };
    return cmocka_run_group_tests_name("journal", tests, NULL, NULL);
}
