/*
 * test_merge.c: entries from elsewhere taken in, and those that can't be.
 */
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include "data/entry/entry_hash.h"
#include "data/entry/entry_name.h"
#include "data/merge/journal_waits.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "tests/support/ledger.h"
#include "tests/support/take_in.h"
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Merging. */

static void test_merge_later_wins(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id id = id_new();
    ledger_write(ledger, "Add", ledger_add_area, &id, NULL);
    ledger_take(other, ledger, LI_OK);
    ledger->clock = ledger_noon + 2000;
    other->clock = ledger_noon + 1000;
    ledger_write(ledger, "Mine", "UPDATE area SET name = 'Mine'", NULL, NULL);
    ledger_write(other, "Theirs", "UPDATE area SET name = 'Theirs', position = 7", NULL, NULL);
    ledger_take(ledger, other, LI_OK);
    ledger_take(other, ledger, LI_OK);
    for (int i = 0; i < 2; i++) {
        struct ledger *at = i ? other : ledger;
        assert_string_equal(ledger_value(at, "SELECT name FROM area"), "Mine");
        assert_string_equal(ledger_value(at, "SELECT position FROM area"), "7");
        assert_string_equal(ledger_value(at, "SELECT tbl || ' ' || col || ' ' || why || ' ' || lost"
                                             " || ' ' || kept FROM journal_conflict"),
            "area name changed Theirs Mine");
        ledger_is_sound(at);
    }
    ledger_free(other);
}

/* Of an entry only what cannot stand is left out: the row that must name the absent record. */
static void test_merge_leaves_out_the_row(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id country = id_new(), region = id_new(), role = id_new(), person = id_new();
    ledger_write(ledger, "Add", ledger_add_country, &country, NULL);
    ledger_write(ledger, "Add",
        "INSERT INTO role (id, name, side) VALUES (?1, 'Vice', 'ours');"
        "INSERT INTO person (id, name) VALUES (?2, 'Wren')",
        &role, &person);
    ledger_take(other, ledger, LI_OK);
    ledger->clock = ledger_noon + 1000;
    other->clock = ledger_noon + 2000;
    ledger_write(ledger, "Remove", "DELETE FROM country; DELETE FROM person", NULL, NULL);
    char *both = li_format(
        "%s; INSERT INTO area (id, name) VALUES (randomblob(16), 'Too')", ledger_add_region);
    ledger_write(other, "Add region", both, &country, &region);
    ledger_write(other, "Assign",
        "INSERT INTO assignment (id, person, role) VALUES (randomblob(16), ?2, ?1)", &role,
        &person);
    free(both);
    ledger_take(ledger, other, LI_OK);
    ledger_take(other, ledger, LI_OK);
    for (int i = 0; i < 2; i++) {
        struct ledger *at = i ? other : ledger;
        assert_string_equal(ledger_value(at, "SELECT count(*) FROM region"), "1");
        assert_string_equal(ledger_value(at, "SELECT country FROM region"), "null");
        assert_string_equal(ledger_value(at, "SELECT count(*) FROM area"), "1");
        assert_string_equal(ledger_value(at, "SELECT count(*) FROM assignment"), "0");
        assert_string_equal(ledger_value(at, "SELECT group_concat(tbl || ' ' || ifnull(col, '-')"
                                             " || ' ' || why, ', ') FROM (SELECT * FROM"
                                             " journal_conflict ORDER BY tbl)"),
            "assignment - reference, region country reference");
        ledger_is_sound(at);
    }
    ledger_free(other);
}

/* A removal gives way to what refers to it, and to a change the remover had not seen. */
static void test_merge_brings_back(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id country = id_new(), region = id_new(), area = id_new();
    ledger_write(ledger, "Add", ledger_add_country, &country, NULL);
    ledger_write(ledger, "Add", ledger_add_area, &area, NULL);
    ledger_take(other, ledger, LI_OK);
    ledger->clock = ledger_noon + 2000;
    other->clock = ledger_noon + 1000;
    ledger_write(ledger, "Remove", "DELETE FROM country; DELETE FROM area", NULL, NULL);
    ledger_write(other, "Add region", ledger_add_region, &country, &region);
    ledger_write(other, "Rename", "UPDATE area SET name = 'Equity'", NULL, NULL);
    ledger_take(ledger, other, LI_OK);
    ledger_take(other, ledger, LI_OK);
    for (int i = 0; i < 2; i++) {
        struct ledger *at = i ? other : ledger;
        assert_string_equal(ledger_value(at, "SELECT count(*) FROM country"), "1");
        assert_string_equal(ledger_value(at, "SELECT name FROM area"), "Equity");
        assert_string_equal(
            ledger_value(at, "SELECT count(*) FROM region WHERE country IS NOT NULL"), "1");
        assert_string_equal(ledger_value(at, "SELECT group_concat(tbl || ' ' || why, ', ') FROM"
                                             " (SELECT * FROM journal_conflict ORDER BY tbl)"),
            "area changed, country reference");
        ledger_is_sound(at);
    }
    ledger_free(other);
}

/* A value the table refuses is left out alone; an undo overrules nobody. */
static void test_merge_leaves_out_the_field(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id area = id_new();
    ledger_write(ledger, "Add", ledger_add_area, &area, NULL);
    struct entry_name named =
        ledger_write(ledger, "Name", "UPDATE area SET name = 'B', position = 2", NULL, NULL);
    ledger_take(other, ledger, LI_OK);
    other->clock = ledger_noon + 1000;
    ledger_write(other, "Rename", "UPDATE area SET name = 'C'", NULL, NULL);
    ledger->clock = ledger_noon + 2000;
    assert_int_equal(ledger_undo(ledger, &named), LI_OK);
    ledger_take(ledger, other, LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT name FROM area"), "C");
    assert_string_equal(ledger_value(ledger, "SELECT position FROM area"), "null");
    ledger_is_sound(ledger);
    ledger_free(other);
}

static void merge_one(
    struct ledger *ledger, struct entry *entry, enum li_err expected, const char *said)
{
    struct journal_merged merged;
    assert_int_equal(take_in(ledger->store, entry, 1, &merged, &ledger->err), expected);
    if (said && !strstr(ledger->err.message, said))
        fail_msg("\"%s\" does not say \"%s\"", ledger->err.message, said);
}

static struct entry entry_of(struct ledger *ledger, int64_t seq)
{
    struct entry entry;
    struct entry_name name = ledger_entry(ledger, seq);
    assert_int_equal(entry_find(ledger->store, &name.hash, &entry, &ledger->err), LI_OK);
    return entry;
}

static void test_merge_gap(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id one = id_new(), two = id_new();
    struct journal_merged merged;
    ledger_write(other, "Add", ledger_add_area, &one, NULL);
    ledger_write(other, "Add", ledger_add_area, &two, NULL);
    struct entry entry = entry_of(other, 2);
    merge_one(ledger, &entry, LI_REFUSED, "-1, which is missing");
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), "0");
    ledger_take(ledger, other, LI_OK);
    assert_int_equal(take_in(ledger->store, &entry, 1, &merged, &ledger->err), LI_OK);
    assert_int_equal(merged.known, 1);
    assert_int_equal(merged.taken, 0);
    entry_free(&entry);
    ledger_free(other);
}

static void test_merge_keeps_both_branches(void **state)
{
    struct ledger *ledger = *state, *copy = ledger_new(), *third = ledger_new();
    struct id one = id_new(), two = id_new(), three = id_new();
    ledger_write(ledger, "Add", ledger_add_area, &one, NULL);
    ledger_take(copy, ledger, LI_OK);
    copy->store->replica = ledger->store->replica; /* a file that was copied */
    copy->clock = ledger_noon + 1000;
    ledger->clock = ledger_noon + 2000;
    ledger_write(copy, "Copy's", ledger_add_area, &two, NULL);
    ledger_write(ledger, "Own", ledger_add_area, &three, NULL);
    ledger_take(ledger, copy, LI_OK);
    ledger_take(third, ledger, LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), "3");
    assert_string_equal(ledger_value(third, "SELECT count(*) FROM area"), "3");
    assert_string_equal(
        ledger_value(ledger, "SELECT count(*) FROM journal_entry WHERE seq = 2"), "2");
    /* It goes on under a name of its own, and each branch can be named. */
    assert_false(id_equal(&ledger->store->replica, &copy->store->replica));
    assert_int_equal(ledger_write(ledger, "On", "UPDATE area SET name = 'X'", NULL, NULL).seq, 1);
    struct query *query = query_new(
        third->store, "SELECT replica, seq, hash FROM journal_entry WHERE seq = 2", &third->err);
    while (query_step(query, &third->err) > 0) {
        struct entry_name name, read;
        assert_true(entry_name_from_row(query, 0, &name));
        char *text = entry_name_text(third->store, &name);
        assert_non_null(strstr(text, "-2."));
        assert_int_equal(entry_name_parse(third->store, text, &read, &third->err), LI_OK);
        assert_true(entry_name_equal(&name, &read));
        *strchr(text, '.') = '\0';
        assert_int_equal(entry_name_parse(third->store, text, &read, &third->err), LI_SEVERAL);
        assert_non_null(strstr(third->err.message, "2 entries match "));
        free(text);
    }
    query_free(query);
    ledger_is_sound(ledger);
    ledger_is_sound(third);
    ledger_free(copy);
    ledger_free(third);
}

static void test_merge_damaged(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id one = id_new();
    ledger_write(other, "Add", ledger_add_area, &one, NULL);
    struct entry entry = entry_of(other, 1);
    entry.changeset_size -= 3;
    merge_one(ledger, &entry, LI_CORRUPT, "hash");
    entry.name.hash = entry_hash(&entry);
    merge_one(ledger, &entry, LI_CORRUPT, "damaged");
    entry.changeset_size += 3;
    /* A clock with no room to count on from. */
    uint64_t hlc = entry.hlc;
    entry.hlc = INT64_MAX;
    entry.name.hash = entry_hash(&entry);
    merge_one(ledger, &entry, LI_CORRUPT, "impossible time");
    entry.hlc = hlc;
    entry.schema = 1000;
    entry.name.hash = entry_hash(&entry);
    merge_one(ledger, &entry, LI_REFUSED, "newer version of liaise");
    entry.schema = 8;
    /* A table that is none of the records: 'area' becomes 'xrea'. */
    char *table = memmem(entry.changeset, entry.changeset_size, "area", 4);
    assert_non_null(table);
    *table = 'x';
    entry.name.hash = entry_hash(&entry);
    merge_one(ledger, &entry, LI_REFUSED, "update");
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM journal_entry"), "0");
    entry_free(&entry);
    ledger_free(other);
}

/* A change of areas, as bytes: of a table of so many columns, the addition of one with so many
   values. */
static void add_area(struct bytes *out, int columns, int values)
{
    static const char name[] = "area";
    const struct id id = id_new();
    const unsigned char head[] = {'T', (unsigned char)columns, 1};
    const unsigned char change[] = {SQLITE_INSERT, 0, SQLITE_BLOB, ID_SIZE};
    bytes_add(out, head, sizeof head);
    for (int i = 1; i < columns; i++)
        bytes_add(out, "", 1);
    bytes_add(out, name, sizeof name);
    bytes_add(out, change, sizeof change);
    bytes_add(out, id.byte, sizeof id.byte);
    for (int i = 1; i < columns; i++) {
        const unsigned char text[] = {SQLITE_TEXT, 1, 'A'}, absent = 0;
        bytes_add(out, i < values ? text : &absent, i < values ? sizeof text : 1);
    }
}

/* Changes that no version makes are refused, those of a later version until the update. */
static void test_merge_strange_changes(void **state)
{
    enum { COLUMNS = 4 };
    static const struct {
        int columns[2], values; /* of one area and, if not 0, of another */
        const char *areas;
        enum li_err code;
        const char *said;
    } cases[] = {
        {{COLUMNS, COLUMNS}, COLUMNS, "2", LI_OK, NULL},
        {{COLUMNS - 1, 0}, COLUMNS, "1", LI_OK, NULL},
        {{COLUMNS + 1, 0}, COLUMNS + 1, "0", LI_REFUSED, "this version doesn't know"},
        {{COLUMNS, COLUMNS - 1}, COLUMNS, "0", LI_CORRUPT, "is damaged"},
        {{COLUMNS, 0}, COLUMNS - 1, "0", LI_CORRUPT, "is damaged"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ledger *ledger = ledger_new(), *other = ledger_new();
        struct id one = id_new();
        struct bytes bytes = {0};
        ledger_write(other, "Add", ledger_add_area, &one, NULL);
        struct entry entry = entry_of(other, 1), forged = entry;
        for (int j = 0; j < 2 && cases[i].columns[j] > 0; j++)
            add_area(&bytes, cases[i].columns[j], cases[i].values);
        forged.changeset = bytes.at;
        forged.changeset_size = bytes.size;
        forged.name.hash = entry_hash(&forged);
        merge_one(ledger, &forged, cases[i].code, cases[i].said);
        assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), cases[i].areas);
        ledger_is_sound(ledger);
        free(bytes.at);
        entry_free(&entry);
        ledger_free(ledger);
        ledger_free(other);
    }
}

/* An entry follows the one before it of its own replica, and no other. */
static void test_merge_follows(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new(), *third = ledger_new();
    struct id ids[] = {id_new(), id_new(), id_new()};
    ledger_write(other, "Add", ledger_add_area, &ids[0], NULL);
    ledger_write(other, "Add", ledger_add_area, &ids[1], NULL);
    ledger_write(third, "Add", ledger_add_area, &ids[2], NULL);
    ledger_take(ledger, third, LI_OK);
    struct entry first = entry_of(other, 1), second = entry_of(other, 2);
    const struct entry_name theirs = ledger_entry(third, 1);
    merge_one(ledger, &first, LI_OK, NULL);
    struct entry forged = second;
    forged.before = theirs.hash;
    forged.name.hash = entry_hash(&forged);
    merge_one(ledger, &forged, LI_CORRUPT, "does not follow the entry that it names");
    forged = second;
    forged.name.seq = 3;
    forged.name.hash = entry_hash(&forged);
    merge_one(ledger, &forged, LI_CORRUPT, "does not follow the entry that it names");
    merge_one(ledger, &second, LI_OK, NULL);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), "3");
    ledger_is_sound(ledger);
    entry_free(&first);
    entry_free(&second);
    ledger_free(other);
    ledger_free(third);
}

/* Cut anywhere, changes are damaged. */
static void test_merge_cut_changes(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id one = id_new();
    ledger_write(other, "Add", ledger_add_area, &one, NULL);
    ledger_write(other, "Rename", "UPDATE area SET name = 'Equity', position = 2", NULL, NULL);
    struct entry first = entry_of(other, 1), entry = entry_of(other, 2);
    merge_one(ledger, &first, LI_OK, NULL);
    struct entry cut = entry;
    for (cut.changeset_size = 1; cut.changeset_size < entry.changeset_size; cut.changeset_size++) {
        cut.name.hash = entry_hash(&cut);
        /* A table of which nothing is changed is whole, and no change. */
        bool whole = cut.changeset_size == (size_t)(strlen("T....area") + 2);
        if (!whole)
            merge_one(ledger, &cut, LI_CORRUPT, "is damaged");
    }
    assert_string_equal(ledger_value(ledger, "SELECT name FROM area"), "Ethics");
    merge_one(ledger, &entry, LI_OK, NULL);
    assert_string_equal(ledger_value(ledger, "SELECT name FROM area"), "Equity");
    ledger_is_sound(ledger);
    entry_free(&first);
    entry_free(&entry);
    ledger_free(other);
}

/* What is dated tomorrow waits until then; so does a group until it is whole. */
static void test_merge_waits(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct journal_merged merged;
    struct id one = id_new();
    enum { DAY = 86400000 };
    other->clock = ledger_noon + DAY;
    ledger_write(other, "Add", ledger_add_area, &one, NULL);
    ledger_take(ledger, other, LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), "0");
    assert_string_equal(ledger_value(ledger, "SELECT state FROM journal_entry"), "waiting");
    ledger_is_sound(ledger);
    ledger->clock = ledger_noon + DAY;
    assert_int_equal(take_in(ledger->store, NULL, 0, &merged, &ledger->err), LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), "1");
    ledger_is_sound(ledger);
    ledger_import(other, 12000);
    for (int64_t seq = 2; seq <= 4; seq++) {
        struct entry entry = entry_of(other, seq);
        assert_int_equal(entry.last, seq == 4);
        merge_one(ledger, &entry, LI_OK, NULL);
        assert_string_equal(
            ledger_value(ledger, "SELECT count(*) FROM area"), seq == 4 ? "12001" : "1");
        ledger_is_sound(ledger);
        entry_free(&entry);
    }
    ledger_free(other);
}

static bool waits_for_country(const struct ledger *ledger, const struct id *country)
{
    struct li_error err;
    bool waits;
    assert_int_equal(journal_waits_for(ledger->store, "country", country, &waits, &err), LI_OK);
    return waits;
}

/* What names a record that nobody here ever added waits for it. */
static void test_merge_waits_for_a_record(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new(), *third = ledger_new();
    struct id country = id_new(), region = id_new();
    ledger_write(ledger, "Add", ledger_add_country, &country, NULL);
    ledger_take(other, ledger, LI_OK);
    other->clock = ledger_noon + 1000;
    ledger_write(other, "Add region", ledger_add_region, &country, &region);
    struct entry entry = entry_of(other, 1);
    merge_one(third, &entry, LI_OK, NULL);
    assert_string_equal(ledger_value(third, "SELECT country FROM region"), "null");
    assert_true(waits_for_country(third, &country));
    ledger_take(third, ledger, LI_OK);
    assert_false(waits_for_country(third, &country));
    assert_string_equal(
        ledger_value(third, "SELECT count(*) FROM region WHERE country IS NOT NULL"), "1");
    assert_string_equal(ledger_value(third, "SELECT count(*) FROM journal_conflict"), "0");
    ledger_is_sound(third);
    entry_free(&entry);
    ledger_free(other);
    ledger_free(third);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LEDGER_TEST(test_merge_later_wins),
        LEDGER_TEST(test_merge_leaves_out_the_row),
        LEDGER_TEST(test_merge_brings_back),
        LEDGER_TEST(test_merge_leaves_out_the_field),
        LEDGER_TEST(test_merge_gap),
        LEDGER_TEST(test_merge_keeps_both_branches),
        LEDGER_TEST(test_merge_waits),
        LEDGER_TEST(test_merge_waits_for_a_record),
        LEDGER_TEST(test_merge_damaged),
        cmocka_unit_test(test_merge_strange_changes),
        LEDGER_TEST(test_merge_follows),
        LEDGER_TEST(test_merge_cut_changes),
    };
    return cmocka_run_group_tests_name("merge", tests, NULL, NULL);
}
