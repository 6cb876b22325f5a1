/*
 * test_journal.c: what is written down, named, taken back, done again, taken in and looked back at.
 */
#include "../../data/insert.h"
#include "../../data/journal_internal.h"
#include "../../data/memory.h"
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const int64_t noon = 1773576000000; /* 2026-03-15T12:00:00Z */

struct desk {
    struct store *store;
    int64_t clock;
    struct li_error err;
    struct journal_undone undone;
    char left[512]; /* what the last undo left alone: "column=now " each */
};

static int64_t desk_clock(void *arg)
{
    return ((struct desk *)arg)->clock;
}

static struct desk *desk_new(void)
{
    struct desk *desk = li_calloc(1, sizeof *desk);
    desk->clock = noon;
    if (store_open_scratch(&desk->store, NULL, NULL, &desk->err) != LI_OK)
        fail_msg("%s", desk->err.message);
    store_set_clock(desk->store, desk_clock, desk);
    store_set_author(desk->store, "Ann");
    return desk;
}

static void desk_free(struct desk *desk)
{
    store_close(desk->store);
    free(desk);
}

static int set_up(void **state)
{
    *state = desk_new();
    return 0;
}

static int tear_down(void **state)
{
    desk_free(*state);
    return 0;
}

/* Several statements, each with ?1 and ?2 as the ids of one affiliate and one goal. */
struct writing {
    const char *sql;
    const struct id *one, *other;
};

static enum li_err run_writing(struct store *store, void *arg, struct li_error *err)
{
    struct writing *writing = arg;
    const char *rest = writing->sql;
    while (rest && *rest) {
        sqlite3_stmt *statement;
        int rc = sqlite3_prepare_v2(store_db(store), rest, -1, &statement, &rest);
        if (rc == SQLITE_OK && writing->one)
            sqlite3_bind_blob(statement, 1, writing->one->byte, ID_SIZE, SQLITE_STATIC);
        if (rc == SQLITE_OK && writing->other)
            sqlite3_bind_blob(statement, 2, writing->other->byte, ID_SIZE, SQLITE_STATIC);
        if (rc == SQLITE_OK)
            rc = sqlite3_step(statement);
        sqlite3_finalize(statement);
        if (rc != SQLITE_DONE)
            return store_fail(store, rc, "Writing", err);
    }
    return LI_OK;
}

static struct entry_name desk_write(struct desk *desk, const char *label, const char *sql,
    const struct id *one, const struct id *other)
{
    struct entry_name name;
    struct writing writing = {sql, one, other};
    if (journal_write(desk->store, label, run_writing, &writing, &name, &desk->err) != LI_OK)
        fail_msg("%s", desk->err.message);
    return name;
}

static const char add_area[] = "INSERT INTO area (id, name) VALUES (?1, 'Ethics')";
static const char add_country[] =
    "INSERT INTO country (id, code, name) VALUES (?1, 'AU', 'Australia')";
static const char add_region[] =
    "INSERT INTO region (id, name, country) VALUES (?2, 'Oceania', ?1)";

static const char *desk_value(struct desk *desk, const char *sql)
{
    static char value[256];
    struct query *query = query_new(desk->store, sql, &desk->err);
    assert_non_null(query);
    int step = query_step(query, &desk->err);
    snprintf(value, sizeof value, "%s",
        step <= 0              ? "no row"
        : query_null(query, 0) ? "null"
                               : query_text(query, 0));
    query_free(query);
    return value;
}

static void note_left(
    void *arg, const char *table, const struct id *id, const char *column, const char *now)
{
    struct desk *desk = arg;
    size_t length = strlen(desk->left);
    assert_non_null(table);
    assert_non_null(id);
    snprintf(desk->left + length, sizeof desk->left - length, "%s=%s ", column, now ? now : "null");
}

static enum li_err desk_undo(struct desk *desk, const struct entry_name *name)
{
    free(desk->undone.label);
    desk->undone = (struct journal_undone){0};
    desk->left[0] = '\0';
    const struct journal_ear ear = {.left = note_left, .left_arg = desk};
    enum li_err code = journal_undo(desk->store, name, &ear, &desk->undone, &desk->err);
    free(desk->undone.label);
    desk->undone.label = NULL;
    return code;
}

static enum li_err desk_redo(struct desk *desk)
{
    desk->left[0] = '\0';
    const struct journal_ear ear = {.left = note_left, .left_arg = desk};
    enum li_err code = journal_redo(desk->store, &ear, &desk->undone, &desk->err);
    if (code == LI_OK)
        free(desk->undone.label);
    desk->undone.label = NULL;
    return code;
}

static void say_finding(void *arg, const char *finding)
{
    char *said = arg;
    snprintf(said + strlen(said), 2000 - strlen(said), "%s\n", finding);
}

static enum li_err desk_check(struct desk *desk, char *said)
{
    return journal_check(desk->store, NULL, NULL, say_finding, said, NULL, NULL, &desk->err);
}

static void assert_sound(struct desk *desk)
{
    char said[2000] = "";
    assert_int_equal(desk_check(desk, said), LI_OK);
    assert_string_equal(said, "");
}

/* Writing. */

static bool keep_entry(void *arg, const struct entry *entry)
{
    entry_copy(entry, arg);
    return false;
}

static void test_write(void **state)
{
    struct desk *desk = *state;
    struct id id = id_new();
    struct entry entry = {0};
    struct journal_scan scan = {0};
    struct entry_name name = desk_write(desk, "Add area \"Ethics\"", add_area, &id, NULL);
    assert_int_equal(name.seq, 1);
    assert_int_equal(journal_read(desk->store, &scan, keep_entry, &entry, &desk->err), LI_OK);
    assert_true(entry_name_equal(&entry.name, &name));
    assert_true(entry.hlc == (uint64_t)noon << 16);
    assert_string_equal(entry.at, "2026-03-15T12:00:00Z");
    assert_string_equal(entry.author, "Ann");
    assert_string_equal(entry.label, "Add area \"Ethics\"");
    assert_int_equal(entry.reverts.seq, 0);
    assert_true(id_is_nil(&entry.group));
    assert_int_equal(entry.state, ENTRY_APPLIED);
    assert_int_equal(entry.effect_size, entry.changeset_size);
    assert_memory_equal(entry.effect, entry.changeset, entry.effect_size);
    entry_free(&entry);
}

static void test_write_nothing(void **state)
{
    struct desk *desk = *state;
    struct id id = id_new();
    desk_write(desk, "Add", add_area, &id, NULL);
    assert_int_equal(desk_write(desk, "Same", "UPDATE area SET name = name", NULL, NULL).seq, 0);
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM journal_entry"), "1");
}

static void test_write_refused(void **state)
{
    struct desk *desk = *state;
    struct id id = id_new();
    struct entry_name name;
    struct writing writing = {
        "INSERT INTO area (id, name) VALUES (?1, 'A'); INSERT INTO area (id, name) VALUES (?1, '')",
        &id, NULL};
    assert_int_equal(
        journal_write(desk->store, "Add", run_writing, &writing, &name, &desk->err), LI_REFUSED);
    assert_int_equal(name.seq, 0);
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM area"), "0");
}

/* Later than any before, though the clock stands still or goes back. */
static void test_clock(void **state)
{
    struct desk *desk = *state;
    for (int i = 0; i < 5; i++) {
        struct id id = id_new();
        desk->clock = noon - i * 1000;
        desk_write(desk, "Add", add_area, &id, NULL);
    }
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM (SELECT hlc, lag(hlc) OVER"
                                         " (ORDER BY seq) AS before FROM journal_entry)"
                                         " WHERE hlc <= before"),
        "0");
}

static enum li_err write_many(struct store *store, void *arg, struct li_error *err)
{
    struct query *query =
        query_new(store, "INSERT INTO area (id, position, name) VALUES (?1, ?2, 'Many')", err);
    enum li_err code = query ? LI_OK : err->code;
    for (int i = 0; i < *(int *)arg && code == LI_OK; i++) {
        struct id id = id_new();
        query_bind_id(query, 1, &id);
        query_bind_int(query, 2, i);
        code = query_finish(query, err);
        if (code == LI_OK)
            code = journal_step(store, err);
    }
    query_free(query);
    return code;
}

static void test_group(void **state)
{
    struct desk *desk = *state;
    int rows = 12345;
    struct entry_name last;
    assert_int_equal(
        journal_write(desk->store, "Import", write_many, &rows, &last, &desk->err), LI_OK);
    assert_int_equal(last.seq, 3);
    assert_string_equal(desk_value(desk, "SELECT count(DISTINCT grp) FROM journal_entry"), "1");
    assert_string_equal(
        desk_value(desk, "SELECT count(*) FROM journal_entry WHERE grp IS NULL"), "0");
    struct entry_name middle = {last.replica, 2};
    assert_int_equal(desk_undo(desk, &middle), LI_OK); /* any of them means all of them */
    assert_int_equal(desk->undone.changes, rows);
    assert_int_equal(desk->undone.what.seq, 3);
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM area"), "0");
    assert_true(journal_is_undone(desk->store, &middle));
    assert_int_equal(desk_undo(desk, NULL), LI_NONE);
    assert_int_equal(desk_redo(desk), LI_OK);
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM area"), "12345");
    assert_int_equal(desk_undo(desk, NULL), LI_OK);
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM area"), "0");
    assert_sound(desk);
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
    struct desk *desk = *state, *other = desk_new();
    struct id affiliate = id_new(), goal = id_new();
    struct goal_writing writing = {&affiliate, &goal, false};
    static const char add_affiliate[] = "INSERT INTO affiliate (id, name, kind, status)"
                                        " VALUES (?1, 'Tait', 'national', 'active')";
    struct entry known = {0}, seen = {0};
    struct journal_scan last = {.newest_first = true};
    desk_write(desk, "Add", add_affiliate, &affiliate, NULL);
    desk_write(other, "Add", add_affiliate, &affiliate, NULL);
    assert_int_equal(
        journal_write(desk->store, "Add", write_goal, &writing, NULL, &desk->err), LI_OK);
    desk_write(other, "Add",
        "INSERT INTO goal (id, affiliate, title, whose, measure, baseline, target, cadence, state,"
        " weight) VALUES (?2, ?1, 'T\xC4\x81maki', 'ours', 'level', '-12.5', '100000000000',"
        " 'monthly', 'open', 3)",
        &affiliate, &goal);
    journal_read(desk->store, &last, keep_entry, &known, &desk->err);
    journal_read(other->store, &last, keep_entry, &seen, &other->err);
    assert_int_equal(known.changeset_size, seen.changeset_size);
    assert_memory_equal(known.changeset, seen.changeset, seen.changeset_size);
    entry_free(&known);
    entry_free(&seen);
    assert_int_equal(desk_undo(desk, NULL), LI_OK);
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM goal"), "0");
    assert_int_equal(desk_redo(desk), LI_OK);
    assert_string_equal(
        desk_value(desk, "SELECT baseline || ' ' || target FROM goal"), "-12.5 100000000000");
    assert_sound(desk);
    desk_free(other);
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
    struct desk *desk = *state;
    struct id affiliate = id_new(), goal = id_new();
    struct goal_writing writing = {&affiliate, &goal, false};
    desk_write(desk, "Add",
        "INSERT INTO affiliate (id, name, kind, status) VALUES (?1, 'Tait', 'national', 'active')",
        &affiliate, NULL);
    for (int seen_first = 0; seen_first < 2; seen_first++) {
        writing.first = seen_first;
        goal = id_new();
        assert_int_equal(
            journal_write(desk->store, "Add", write_goals, &writing, NULL, &desk->err), LI_OK);
    }
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM journal_entry"), "3");
    assert_string_equal(
        desk_value(desk, "SELECT count(*) FROM journal_entry WHERE grp IS NOT NULL"), "0");
    assert_string_equal(
        desk_value(desk, "SELECT group_concat(length(title), ' ') FROM goal ORDER BY rowid"),
        "8 7 7 6");
    assert_sound(desk);
    for (int i = 0; i < 2; i++)
        assert_int_equal(desk_undo(desk, NULL), LI_OK);
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM goal"), "0");
}

/* Reading and naming. */

static bool count_entry(void *arg, const struct entry *entry)
{
    assert_non_null(entry->label);
    ++*(int *)arg;
    return true;
}

static int desk_count(struct desk *desk, const struct journal_scan *scan)
{
    int count = 0;
    assert_int_equal(journal_read(desk->store, scan, count_entry, &count, &desk->err), LI_OK);
    return count;
}

static void test_read(void **state)
{
    struct desk *desk = *state;
    struct id country = id_new(), region = id_new(), nobody = id_new();
    struct entry newest = {0};
    desk_write(desk, "Add country", add_country, &country, NULL);
    struct entry_name second = desk_write(desk, "Add region", add_region, &country, &region);
    desk_write(desk, "Rename", "UPDATE region SET name = 'Pacific'", NULL, NULL);
    assert_int_equal(desk_count(desk, &(struct journal_scan){0}), 3);
    assert_int_equal(desk_count(desk, &(struct journal_scan){.touching = &region}), 2);
    assert_int_equal(desk_count(desk, &(struct journal_scan){.touching = &country}), 1);
    assert_int_equal(desk_count(desk, &(struct journal_scan){.touching = &nobody}), 0);
    assert_int_equal(desk_count(desk, &(struct journal_scan){.only = &second}), 1);
    struct journal_scan backwards = {.newest_first = true};
    journal_read(desk->store, &backwards, keep_entry, &newest, &desk->err);
    assert_string_equal(newest.label, "Rename");
    entry_free(&newest);
}

static void desk_take(struct desk *to, struct desk *from, enum li_err expected)
{
    struct journal_merged merged;
    struct entry entries[64];
    struct {
        struct entry *entries;
        size_t count;
    } taken = {entries, 0};
    struct query *query = query_new(
        from->store, "SELECT replica, seq FROM journal_entry ORDER BY seq DESC", &from->err);
    while (query_step(query, &from->err) > 0) {
        struct entry_name name = {.seq = query_int(query, 1)};
        query_id(query, 0, &name.replica);
        assert_in_range(taken.count, 0, 63);
        assert_int_equal(
            entry_find(from->store, &name, &entries[taken.count++], &from->err), LI_OK);
    }
    query_free(query);
    enum li_err code = journal_merge(to->store, entries, taken.count, &merged, &to->err);
    for (size_t i = 0; i < taken.count; i++)
        entry_free(&entries[i]);
    if (code != expected)
        fail_msg("%s", to->err.message);
}

static void test_names(void **state)
{
    struct desk *desk = *state, *other = desk_new();
    struct id id = id_new();
    struct entry_name back, mine = desk_write(desk, "Add", add_area, &id, NULL);
    id = id_new();
    struct entry_name theirs = desk_write(other, "Add", add_area, &id, NULL);
    desk_take(desk, other, LI_OK);
    char *text = journal_name_text(desk->store, &mine);
    assert_string_equal(text, "1");
    free(text);
    text = journal_name_text(desk->store, &theirs);
    assert_in_range(strlen(text), 6, 12);
    assert_int_equal(journal_name_parse(desk->store, text, &back, &desk->err), LI_OK);
    assert_true(entry_name_equal(&back, &theirs));
    free(text);
    static const char *const wrong[] = {"", "x", "1x", "0", "-1", "12-"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(journal_name_parse(desk->store, wrong[i], &back, &desk->err), LI_USAGE);
    assert_int_equal(journal_name_parse(desk->store, "2", &back, &desk->err), LI_NONE);
    assert_int_equal(journal_name_parse(desk->store, "zzzz-1", &back, &desk->err), LI_NONE);
    desk_free(other);
}

/* Undo and redo. */

static void test_undo_redo(void **state)
{
    struct desk *desk = *state;
    struct id id = id_new();
    struct entry_name added = desk_write(desk, "Add area", add_area, &id, NULL);
    desk_write(desk, "Rename", "UPDATE area SET name = 'Equity', position = 3", NULL, NULL);
    assert_int_equal(desk_undo(desk, NULL), LI_OK);
    assert_int_equal(desk->undone.changes, 2);
    assert_string_equal(desk_value(desk, "SELECT name FROM area"), "Ethics");
    assert_string_equal(desk_value(desk, "SELECT position FROM area"), "null");
    assert_string_equal(
        desk_value(desk, "SELECT label FROM journal_entry WHERE seq = 3"), "Undo: Rename");
    assert_string_equal(
        desk_value(desk, "SELECT reverts_seq FROM journal_entry WHERE seq = 3"), "2");
    assert_int_equal(desk_undo(desk, NULL), LI_OK);
    assert_string_equal(desk_value(desk, "SELECT name FROM area"), "no row");
    assert_true(journal_is_undone(desk->store, &added));
    assert_int_equal(desk_undo(desk, NULL), LI_NONE);
    assert_int_equal(desk_redo(desk), LI_OK);
    assert_string_equal(desk_value(desk, "SELECT name FROM area"), "Ethics");
    assert_false(journal_is_undone(desk->store, &added));
    assert_int_equal(desk_redo(desk), LI_OK);
    assert_string_equal(desk_value(desk, "SELECT name FROM area"), "Equity");
    assert_string_equal(
        desk_value(desk, "SELECT label FROM journal_entry ORDER BY seq DESC"), "Redo: Rename");
    assert_int_equal(desk_redo(desk), LI_NONE);
    assert_int_equal(desk_undo(desk, NULL), LI_OK);
    assert_string_equal(desk_value(desk, "SELECT name FROM area"), "Ethics");
    assert_sound(desk);
}

static void test_redo_ends_with_a_new_write(void **state)
{
    struct desk *desk = *state;
    struct id id = id_new(), other = id_new();
    desk_write(desk, "Add", add_area, &id, NULL);
    assert_int_equal(desk_undo(desk, NULL), LI_OK);
    desk_write(desk, "Add another", add_area, &other, NULL);
    assert_int_equal(desk_redo(desk), LI_NONE);
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM area"), "1");
}

static void test_undo_is_the_authors_own(void **state)
{
    struct desk *desk = *state;
    struct id id = id_new();
    desk_write(desk, "Add", add_area, &id, NULL);
    store_set_author(desk->store, "Bob");
    assert_int_equal(desk_undo(desk, NULL), LI_NONE);
    struct entry_name name = {*store_replica(desk->store), 1};
    assert_int_equal(desk_undo(desk, &name), LI_OK); /* but by name, anyone's */
}

static void test_undo_leaves_what_changed(void **state)
{
    struct desk *desk = *state;
    struct id id = id_new();
    desk_write(desk, "Add", add_area, &id, NULL);
    struct entry_name both =
        desk_write(desk, "Both", "UPDATE area SET name = 'B', position = 1", NULL, NULL);
    desk_write(desk, "Name", "UPDATE area SET name = 'C'", NULL, NULL);
    assert_int_equal(desk_undo(desk, &both), LI_OK);
    assert_int_equal(desk->undone.changes, 1);
    assert_int_equal(desk->undone.left, 1);
    assert_string_equal(desk->left, "name=C ");
    assert_string_equal(desk_value(desk, "SELECT name FROM area"), "C");
    assert_string_equal(desk_value(desk, "SELECT position FROM area"), "null");
    assert_int_equal(desk_undo(desk, &both), LI_REFUSED);
    assert_non_null(strstr(desk->err.message, "taken back already"));
}

static void test_undo_all_changed_since(void **state)
{
    struct desk *desk = *state;
    struct id id = id_new();
    struct entry_name added = desk_write(desk, "Add", add_area, &id, NULL);
    struct entry_name first = desk_write(desk, "B", "UPDATE area SET name = 'B'", NULL, NULL);
    desk_write(desk, "C", "UPDATE area SET name = 'C'", NULL, NULL);
    assert_int_equal(desk_undo(desk, &first), LI_REFUSED);
    assert_string_equal(desk->left, "name=C ");
    assert_int_equal(desk_undo(desk, &added), LI_REFUSED);
    assert_string_equal(desk->left, "name=C ");
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM journal_entry"), "3");
}

static void test_undo_names_who_refers(void **state)
{
    struct desk *desk = *state;
    struct id country = id_new(), region = id_new();
    char text[ID_TEXT_SIZE];
    struct entry_name added = desk_write(desk, "Add country", add_country, &country, NULL);
    desk_write(desk, "Add region", add_region, &country, &region);
    assert_int_equal(desk_undo(desk, &added), LI_REFUSED);
    assert_non_null(strstr(desk->err.message, id_text(&region, text)));
    assert_non_null(strstr(desk->err.message, "region"));
    assert_non_null(strstr(desk->err.message, "\"Add country\""));
    assert_int_equal(desk_undo(desk, NULL), LI_OK);
    assert_int_equal(desk_undo(desk, &added), LI_OK);
    /* And the other way: what would come back has nothing to refer to. */
    struct entry_name gone = {*store_replica(desk->store), 3};
    assert_int_equal(desk_undo(desk, &gone), LI_REFUSED);
    assert_non_null(strstr(desk->err.message, "is gone"));
    assert_sound(desk);
}

static void test_undo_parent_and_child_at_once(void **state)
{
    struct desk *desk = *state;
    struct id country = id_new(), region = id_new();
    char *both = li_format("%s; %s", add_country, add_region);
    desk_write(desk, "Both", both, &country, &region);
    assert_int_equal(desk_undo(desk, NULL), LI_OK);
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM country"), "0");
    assert_int_equal(desk_redo(desk), LI_OK);
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM region"), "1");
    free(both);
}

/* Every table as text, for telling whether two states are one. */
static char *desk_tables(struct desk *desk)
{
    char **names;
    size_t count;
    assert_int_equal(store_tables(desk->store, &names, &count, &desk->err), LI_OK);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    for (size_t i = 0; i < count; i++) {
        char *sql = li_format("SELECT * FROM \"%s\" ORDER BY id", names[i]);
        struct query *query = query_new(desk->store, sql, &desk->err);
        assert_non_null(query);
        while (query_step(query, &desk->err) > 0)
            for (int j = 0; j < query_columns(query); j++)
                fprintf(out, "%s|", query_text(query, j) ? query_text(query, j) : "null");
        query_free(query);
        free(sql);
    }
    fclose(out);
    store_tables_free(names, count);
    return text;
}

static void assert_tables(struct desk *desk, const char *expected)
{
    char *tables = desk_tables(desk);
    assert_true(strcmp(tables, expected) == 0);
    free(tables);
}

static struct entry_name desk_import(struct desk *desk, int rows)
{
    struct entry_name last;
    assert_int_equal(
        journal_write(desk->store, "Import", write_many, &rows, &last, &desk->err), LI_OK);
    return last;
}

static void test_undo_of_many_is_exact(void **state)
{
    struct desk *desk = *state;
    struct id id = id_new();
    desk_write(desk, "Add area", add_area, &id, NULL);
    char *before = desk_tables(desk);
    desk_import(desk, 20000);
    desk_write(desk, "Number", "UPDATE area SET position = -1", NULL, NULL);
    char *after = desk_tables(desk);
    assert_int_equal(desk_undo(desk, NULL), LI_OK);
    assert_int_equal(desk->undone.changes, 20001);
    assert_int_equal(desk_undo(desk, NULL), LI_OK);
    assert_tables(desk, before);
    assert_sound(desk);
    assert_int_equal(desk_redo(desk), LI_OK);
    assert_int_equal(desk_redo(desk), LI_OK);
    assert_tables(desk, after);
    assert_sound(desk);
    free(before);
    free(after);
}

/* Of a big group only what a later change stands on stays. */
static void test_undo_of_many_leaves_what_changed(void **state)
{
    struct desk *desk = *state;
    struct entry_name last = desk_import(desk, 12345);
    desk_write(desk, "Rename",
        "UPDATE area SET name = 'Kept' WHERE id IN (SELECT id FROM area ORDER BY id LIMIT 2)", NULL,
        NULL);
    assert_int_equal(desk_undo(desk, &last), LI_OK);
    assert_int_equal(desk->undone.changes, 12343);
    assert_int_equal(desk->undone.left, 2);
    assert_string_equal(desk->left, "name=Kept name=Kept ");
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM area WHERE name = 'Kept'"), "2");
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM area"), "2");
    assert_sound(desk);
    assert_int_equal(desk_redo(desk), LI_OK);
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM area"), "12345");
    assert_sound(desk);
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
    struct desk *desk = *state;
    desk_import(desk, 12345);
    char *before = desk_tables(desk);
    struct watching watching = {.most = 2};
    const struct journal_ear ear = {.progress = watch, .progress_arg = &watching};
    assert_int_equal(
        journal_undo(desk->store, NULL, &ear, &desk->undone, &desk->err), LI_INTERRUPTED);
    assert_int_equal(watching.asked, 2);
    assert_tables(desk, before);
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM journal_entry"), "3");
    watching = (struct watching){.most = 99};
    assert_int_equal(journal_undo(desk->store, NULL, &ear, &desk->undone, &desk->err), LI_OK);
    assert_int_equal(watching.asked, 3);
    assert_int_equal(watching.done, watching.total);
    assert_int_equal(watching.count, 12345);
    free(desk->undone.label);
    watching = (struct watching){.most = 1};
    assert_int_equal(journal_redo(desk->store, &ear, &desk->undone, &desk->err), LI_INTERRUPTED);
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM area"), "0");
    assert_int_equal(desk_redo(desk), LI_OK);
    assert_tables(desk, before);
    assert_sound(desk);
    free(before);
}

/* Merging. */

static void test_merge_later_wins(void **state)
{
    struct desk *desk = *state, *other = desk_new();
    struct id id = id_new();
    desk_write(desk, "Add", add_area, &id, NULL);
    desk_take(other, desk, LI_OK);
    desk->clock = noon + 2000;
    other->clock = noon + 1000;
    desk_write(desk, "Mine", "UPDATE area SET name = 'Mine'", NULL, NULL);
    desk_write(other, "Theirs", "UPDATE area SET name = 'Theirs', position = 7", NULL, NULL);
    desk_take(desk, other, LI_OK);
    desk_take(other, desk, LI_OK);
    for (int i = 0; i < 2; i++) {
        struct desk *at = i ? other : desk;
        assert_string_equal(desk_value(at, "SELECT name FROM area"), "Mine");
        assert_string_equal(desk_value(at, "SELECT position FROM area"), "7");
        assert_string_equal(desk_value(at, "SELECT tbl || ' ' || col || ' ' || why || ' ' || lost"
                                           " || ' ' || kept FROM journal_conflict"),
            "area name changed Theirs Mine");
        assert_sound(at);
    }
    desk_free(other);
}

static void test_merge_rejects_whole(void **state)
{
    struct desk *desk = *state, *other = desk_new();
    struct id country = id_new(), region = id_new();
    desk_write(desk, "Add", add_country, &country, NULL);
    desk_take(other, desk, LI_OK);
    desk->clock = noon + 1000;
    other->clock = noon + 2000;
    desk_write(desk, "Remove", "DELETE FROM country", NULL, NULL);
    char *both =
        li_format("%s; INSERT INTO area (id, name) VALUES (randomblob(16), 'Too')", add_region);
    desk_write(other, "Add region", both, &country, &region);
    free(both);
    desk_take(desk, other, LI_OK);
    desk_take(other, desk, LI_OK);
    for (int i = 0; i < 2; i++) {
        struct desk *at = i ? other : desk;
        assert_string_equal(desk_value(at, "SELECT count(*) FROM region"), "0");
        assert_string_equal(desk_value(at, "SELECT count(*) FROM area"), "0");
        assert_string_equal(
            desk_value(at, "SELECT state FROM journal_entry WHERE label = 'Add region'"),
            "rejected");
        assert_string_equal(desk_value(at, "SELECT count(*) FROM journal_conflict"), "2");
        assert_sound(at);
    }
    desk_free(other);
}

static void test_merge_gap(void **state)
{
    struct desk *desk = *state, *other = desk_new();
    struct id one = id_new(), two = id_new();
    struct journal_merged merged;
    struct entry entry;
    desk_write(other, "Add", add_area, &one, NULL);
    struct entry_name second = desk_write(other, "Add", add_area, &two, NULL);
    assert_int_equal(entry_find(other->store, &second, &entry, &other->err), LI_OK);
    assert_int_equal(journal_merge(desk->store, &entry, 1, &merged, &desk->err), LI_REFUSED);
    assert_non_null(strstr(desk->err.message, "-1 did not"));
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM area"), "0");
    desk_take(desk, other, LI_OK);
    assert_int_equal(journal_merge(desk->store, &entry, 1, &merged, &desk->err), LI_OK);
    assert_int_equal(merged.known, 1);
    assert_int_equal(merged.taken, 0);
    /* The same name over another content: a copied database that went its own way. */
    entry.hlc++;
    assert_int_equal(journal_merge(desk->store, &entry, 1, &merged, &desk->err), LI_REFUSED);
    assert_non_null(strstr(desk->err.message, "copied"));
    entry_free(&entry);
    desk_free(other);
}

static void test_merge_damaged(void **state)
{
    struct desk *desk = *state, *other = desk_new();
    struct id one = id_new();
    struct journal_merged merged;
    struct entry entry;
    struct entry_name name = desk_write(other, "Add", add_area, &one, NULL);
    assert_int_equal(entry_find(other->store, &name, &entry, &other->err), LI_OK);
    entry.changeset_size -= 3;
    assert_int_equal(journal_merge(desk->store, &entry, 1, &merged, &desk->err), LI_CORRUPT);
    entry.changeset_size += 3;
    /* A clock with no room to count on from. */
    uint64_t hlc = entry.hlc;
    entry.hlc = INT64_MAX;
    assert_int_equal(journal_merge(desk->store, &entry, 1, &merged, &desk->err), LI_CORRUPT);
    assert_non_null(strstr(desk->err.message, "impossible time"));
    entry.hlc = hlc;
    /* A table that is none of the records: 'area' becomes 'xrea'. */
    char *table = memmem(entry.changeset, entry.changeset_size, "area", 4);
    assert_non_null(table);
    *table = 'x';
    assert_int_equal(journal_merge(desk->store, &entry, 1, &merged, &desk->err), LI_REFUSED);
    assert_non_null(strstr(desk->err.message, "update"));
    assert_string_equal(desk_value(desk, "SELECT count(*) FROM journal_entry"), "0");
    entry_free(&entry);
    desk_free(other);
}

/* Looking back, and checking. */

static void test_as_of(void **state)
{
    struct desk *desk = *state;
    struct id id = id_new();
    struct desk then = {0};
    desk_write(desk, "Add", add_area, &id, NULL);
    desk->clock = noon + 5000;
    desk_write(desk, "Rename", "UPDATE area SET name = 'Equity'", NULL, NULL);
    static const struct {
        const char *instant, *name, *entries;
    } cases[] = {
        {"2026-03-15T11:59:59Z", "no row", "0"}, {"2026-03-15T12:00:00Z", "Ethics", "1"},
        {"2026-03-15T12:00:04Z", "Ethics", "1"}, {"2026-03-15T12:00:05Z", "Equity", "2"},
        {"2030-01-01T00:00:00Z", "Equity", "2"},
        {"9999-12-31T23:59:59Z", "Equity", "2"}, /* beyond any clock an entry can hold */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(
            journal_as_of(desk->store, cases[i].instant, &then.store, NULL, NULL, &desk->err),
            LI_OK);
        assert_string_equal(desk_value(&then, "SELECT name FROM area"), cases[i].name);
        assert_string_equal(
            desk_value(&then, "SELECT count(*) FROM journal_entry"), cases[i].entries);
        assert_int_equal(desk_undo(&then, NULL), LI_REFUSED);
        store_close(then.store);
    }
    assert_int_equal(
        journal_as_of(desk->store, "then", &then.store, NULL, NULL, &desk->err), LI_USAGE);
    assert_string_equal(desk_value(desk, "SELECT name FROM area"), "Equity");
}

static void tamper(struct desk *desk, const char *sql)
{
    desk->store->gate = GATE_OPEN;
    assert_int_equal(query_run(desk->store, sql, &desk->err), LI_OK);
    desk->store->gate = GATE_SHUT;
}

static void test_check_finds(void **state)
{
    struct desk *desk = *state;
    struct id one, other;
    char said[2000] = "";
    assert_true(id_parse("018f3c2a-7b1d-7e4f-8a2b-0123456789ab", &one));
    assert_true(id_parse("018f3c2a-7b1d-7e4f-8a2b-0123456789ac", &other));
    desk_write(desk, "Add", add_area, &one, NULL);
    desk_write(desk, "Add", add_area, &other, NULL);
    desk_write(desk, "Order", "UPDATE area SET position = 12 WHERE id = ?1", &one, NULL);
    assert_sound(desk);
    tamper(desk, "UPDATE area SET position = 30 WHERE position = 12");
    tamper(desk, "DELETE FROM area WHERE position IS NULL");
    tamper(desk, "INSERT INTO area (id, name) VALUES (x'00000000000000000000000000000001', 'X')");
    assert_int_equal(desk_check(desk, said), LI_OK);
    assert_string_equal(said,
        "area 00000000-0000-0000-0000-000000000001: the table has it, the journal does not give "
        "it.\n"
        "area 018f3c2a-7b1d-7e4f-8a2b-0123456789ab column position: the table has 30, the journal "
        "gives 12.\n"
        "area 018f3c2a-7b1d-7e4f-8a2b-0123456789ac: the journal gives it, the table does not have "
        "it.\n");
}

static void test_check_knows_the_tables(void **state)
{
    struct desk *desk = *state;
    char said[2000] = "";
    tamper(desk, "CREATE TABLE scrap (x)");
    tamper(desk, "DROP TABLE milestone");
    assert_int_equal(desk_check(desk, said), LI_OK);
    assert_string_equal(
        said, "The table milestone is missing.\nThe table scrap is none of liaise's.\n");
}

/* Entries that fare otherwise than they are kept as, each way. */
static void test_check_finds_what_fares_otherwise(void **state)
{
    struct desk *desk = *state;
    struct id country = id_new(), region = id_new(), area = id_new();
    char said[2000] = "";
    desk_write(desk, "Add area", add_area, &area, NULL);
    desk_write(desk, "Add country", add_country, &country, NULL);
    desk_write(desk, "Add region", add_region, &country, &region);
    tamper(desk, "UPDATE journal_entry SET state = 'rejected' WHERE seq = 1");
    tamper(desk, "DELETE FROM journal_entry WHERE seq = 2");
    assert_int_equal(desk_check(desk, said), LI_OK);
    assert_non_null(
        strstr(said, "Entry 1 is kept as rejected, but the replay has it applied.\nEntry 3 is kept "
                     "as applied, but the replay has it rejected.\n"));
    assert_non_null(strstr(said, "region"));
    assert_null(strstr(said, "area"));
}

static void test_check_finds_a_gap(void **state)
{
    struct desk *desk = *state;
    char said[2000] = "";
    for (int i = 0; i < 4; i++) {
        struct id id = id_new();
        desk_write(desk, "Add", add_area, &id, NULL);
    }
    tamper(desk, "DELETE FROM journal_entry WHERE seq = 2");
    assert_int_equal(desk_check(desk, said), LI_OK);
    assert_non_null(strstr(said, "The journal has entry 3, but 2 is missing."));
    assert_non_null(strstr(said, "the table has it, the journal does not give it"));
}

#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_DESK(test_write),
        AT_DESK(test_write_nothing),
        AT_DESK(test_write_refused),
        AT_DESK(test_clock),
        AT_DESK(test_group),
        AT_DESK(test_known_rows_are_as_if_seen),
        AT_DESK(test_known_and_seen_are_one_entry),
        AT_DESK(test_read),
        AT_DESK(test_names),
        AT_DESK(test_undo_redo),
        AT_DESK(test_redo_ends_with_a_new_write),
        AT_DESK(test_undo_is_the_authors_own),
        AT_DESK(test_undo_leaves_what_changed),
        AT_DESK(test_undo_all_changed_since),
        AT_DESK(test_undo_names_who_refers),
        AT_DESK(test_undo_parent_and_child_at_once),
        AT_DESK(test_undo_of_many_is_exact),
        AT_DESK(test_undo_of_many_leaves_what_changed),
        AT_DESK(test_undo_stopped_leaves_all_as_it_was),
        AT_DESK(test_merge_later_wins),
        AT_DESK(test_merge_rejects_whole),
        AT_DESK(test_merge_gap),
        AT_DESK(test_merge_damaged),
        AT_DESK(test_as_of),
        AT_DESK(test_check_finds),
        AT_DESK(test_check_knows_the_tables),
        AT_DESK(test_check_finds_what_fares_otherwise),
        AT_DESK(test_check_finds_a_gap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
