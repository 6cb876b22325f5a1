/*
 * test_planted.c: cases in which the rules of putting an entry in were apt to fail, in every order
 * in which their entries can come.
 */
#include "data/entry/entry_clock.h"
#include "data/entry/entry_hash.h"
#include "tests/support/ledger.h"
#include "tests/support/plain_world.h"
#include "tests/support/seed.h"
#include "tests/support/take_in.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ENTRIES_MOST = 5, CHANGES_MOST = 12, NOTHING = 0 };

/* Records are numbered from 1; what an addition does not say is "a", or empty where it refers. */
struct planted_change {
    int entry; /* from 1, in their order */
    enum change_how how;
    const char *table;
    int id;
    const char *column; /* NULL: no more to say */
    int to; /* the record that the column is to name; of a plain column: "b" and so on */
};

struct planted {
    const char *name;
    int seen[ENTRIES_MOST + 1]; /* by the writer of each entry: the first so many; -1: all before */
    int reverts[ENTRIES_MOST + 1]; /* which entry it takes back */
    struct planted_change changes[CHANGES_MOST];
    const char *ask, *answer;
};

static const struct planted cases[] = {
    {"V names A, U names B late, D removes A", {0, 0, 1, 1, 1}, {0},
        {{1, CHANGE_ADD, "country", 1, NULL, 0}, {1, CHANGE_ADD, "country", 2, NULL, 0},
            {1, CHANGE_ADD, "region", 1, NULL, 0}, {2, CHANGE_SET, "region", 1, "country", 1},
            {3, CHANGE_SET, "region", 1, "country", 2}, {4, CHANGE_REMOVE, "country", 1, NULL, 0}},
        "SELECT count(*) || ' ' || (SELECT country = (SELECT id FROM country) FROM region)"
        " FROM country",
        "1 1"},
    {"a chain of records that cannot be without each other", {0, 0, 1, 2, 3}, {0},
        {{1, CHANGE_ADD, "affiliate", 1, NULL, 0}, {2, CHANGE_ADD, "goal", 1, "affiliate", 1},
            {3, CHANGE_ADD, "milestone", 1, "goal", 1}, {4, CHANGE_ADD, "progress", 1, "goal", 1}},
        "SELECT (SELECT count(*) FROM goal) || (SELECT count(*) FROM milestone) ||"
        " (SELECT count(*) FROM progress)",
        "111"},
    {"a record is removed before one that must name it is added", {0, 0, 1, 1, 3}, {0},
        {{1, CHANGE_ADD, "affiliate", 1, NULL, 0}, {2, CHANGE_REMOVE, "affiliate", 1, NULL, 0},
            {3, CHANGE_ADD, "goal", 1, "affiliate", 1}, {4, CHANGE_ADD, "milestone", 1, "goal", 1}},
        "SELECT (SELECT count(*) FROM affiliate) || (SELECT count(*) FROM goal) ||"
        " (SELECT count(*) FROM milestone) || (SELECT count(*) FROM journal_conflict)",
        "0002"},
    {"a record is removed after one that must name it was added", {0, 0, 1, 1, 2}, {0},
        {{1, CHANGE_ADD, "affiliate", 1, NULL, 0}, {2, CHANGE_ADD, "goal", 1, "affiliate", 1},
            {3, CHANGE_REMOVE, "affiliate", 1, NULL, 0}, {4, CHANGE_REMOVE, "goal", 1, NULL, 0}},
        "SELECT (SELECT count(*) FROM affiliate) || (SELECT count(*) FROM goal)", "10"},
    {"one record is added twice", {0, 0, 0, 1, 2}, {0},
        {{1, CHANGE_ADD, "country", 1, NULL, 0}, {2, CHANGE_ADD, "country", 1, "name", 1},
            {3, CHANGE_SET, "country", 1, "code", 2}, {4, CHANGE_REMOVE, "country", 1, NULL, 0}},
        "SELECT code || ' ' || name FROM country", "c a"},
    {"an undo overrules nobody, a setting does", {0, 0, 1, 1, 2}, {0, 0, 0, 0, 2},
        {{1, CHANGE_ADD, "country", 1, NULL, 0}, {2, CHANGE_SET, "country", 1, "name", 1},
            {3, CHANGE_SET, "country", 1, "name", 2}, {4, CHANGE_SET, "country", 1, "name", 3}},
        "SELECT name FROM country", "c"},
    {"what takes back a later entry takes back nothing", {0, 0, 1, 1, 1}, {0, 0, 0, 4, 0},
        {{1, CHANGE_ADD, "country", 1, NULL, 0}, {2, CHANGE_SET, "country", 1, "name", 1},
            {3, CHANGE_SET, "country", 1, "name", 2}, {4, CHANGE_SET, "country", 1, "code", 3}},
        "SELECT name FROM country", "c"},
    {"two that name each other are removed, and one is named by a third", {0, 0, 1, 2, 2}, {0},
        {{1, CHANGE_ADD, "affiliate", 1, NULL, 0}, {1, CHANGE_ADD, "affiliate", 2, "parent", 1},
            {2, CHANGE_SET, "affiliate", 1, "parent", 2},
            {3, CHANGE_ADD, "goal", 1, "affiliate", 2}, {4, CHANGE_REMOVE, "affiliate", 1, NULL, 0},
            {4, CHANGE_REMOVE, "affiliate", 2, NULL, 0}},
        "SELECT count(*) FROM affiliate", "2"},
};

/* --- writing them ----------------------------------------------------------------------------- */

static plain_value value_of(
    struct plain_schema *schema, int table, int column, const struct planted_change *from)
{
    const struct plain_column *of = &schema->tables[table].columns[column];
    struct id id = world_id(of->parent, from->to);
    char letter[] = {(char)('a' + from->to), '\0'};
    return of->parent >= 0 ? plain_ref(schema, &id) : plain_text(schema, letter);
}

static plain_value added(struct plain_schema *schema, int table, int column)
{
    const struct plain_column *of = &schema->tables[table].columns[column];
    if (of->parent >= 0 || !of->required)
        return plain_null(schema);
    return of->numeric ? plain_number(schema, 1) : plain_text(schema, "a");
}

static void change_of(struct world *world, const struct plain_journal *seen,
    const struct planted_change *from, struct plain_changes *changes)
{
    int table = plain_table_find(world->schema, from->table);
    const struct plain_table *of = &world->schema->tables[table];
    struct plain_change change = {.how = from->how, .table = table, .carried = of->count};
    change.id = world_id(table, from->id);
    const struct plain_row *row = plain_find(&seen->tables, table, &change.id);
    assert_int_equal(row != NULL, from->how != CHANGE_ADD);
    for (int i = 0; i < of->count; i++) {
        bool said = from->column && strcmp(from->column, of->columns[i].name) == 0;
        if (row && (said || i == PLAIN_ID || from->how == CHANGE_REMOVE))
            change.was[i] = row->value[i];
        if (said)
            change.now[i] = value_of(world->schema, table, i, from);
        else if (!row)
            change.now[i] = i == PLAIN_ID ? plain_ref(world->schema, &change.id)
                                          : added(world->schema, table, i);
    }
    plain_changes_add(changes, &change);
}

/* The entries that its writer had seen, put in. */
static struct plain_journal seen_by(struct world *world, const struct planted *planted, int entry)
{
    struct plain_journal seen = {.schema = world->schema, .due = UINT64_MAX};
    for (int i = 0; i < planted->seen[entry]; i++)
        plain_journal_put(&seen, &world->entries[i]);
    plain_journal_run(&seen);
    return seen;
}

/* An undo of a later entry is written once that has its hash. */
static void write_entry(struct world *world, const struct planted *planted, int entry)
{
    struct plain_changes changes = {0};
    struct plain_journal seen = seen_by(world, planted, entry);
    struct world_entry how = {.replica = entry,
        .before = -1,
        .hlc = ((uint64_t)world_noon << ENTRY_CLOCK_COUNTER_BITS) + (uint64_t)entry};
    for (int i = 0; i < CHANGES_MOST && planted->changes[i].table; i++)
        if (planted->changes[i].entry == entry)
            change_of(world, &seen, &planted->changes[i], &changes);
    plain_journal_clear(&seen);
    int at = world_write(world, &how, &changes);
    assert_int_equal(at, entry - 1);
}

static void write_case(
    struct world *world, struct plain_schema *schema, const struct planted *planted)
{
    *world = (struct world){.schema = schema};
    for (int entry = 1; entry <= 4; entry++)
        write_entry(world, planted, entry);
    for (int entry = 1; entry <= 4; entry++) {
        struct entry *undo = &world->entries[entry - 1];
        if (planted->reverts[entry]) {
            undo->reverts = world->entries[planted->reverts[entry] - 1].name.hash;
            undo->name.hash = entry_hash(undo);
        }
    }
}

/* --- every order ------------------------------------------------------------------------------ */

/* The order by number, of all there are. */
static void arrange(int number, int count, int out[])
{
    for (int i = 0; i < count; i++)
        out[i] = i;
    for (int i = count; i > 1; number /= i, i--) {
        int j = number % i, kept = out[i - 1];
        out[i - 1] = out[j];
        out[j] = kept;
    }
}

static void arrive(
    const struct world *world, const struct planted *planted, const int order[], bool checked)
{
    char *says = NULL;
    struct journal_merged merged;
    struct ledger *ledger = ledger_new();
    struct plain_journal plain = {.schema = world->schema, .due = UINT64_MAX};
    for (int i = 0; i < world->count && !says; i++) {
        const struct entry *entry = &world->entries[order[i]];
        assert_int_equal(take_in(ledger->store, entry, 1, &merged, &ledger->err), LI_OK);
        plain_journal_put(&plain, entry);
        plain_journal_run(&plain);
        says = plain_journal_differs(&plain, ledger->store);
    }
    if (says)
        fail_msg("%s: %s", planted->name, says);
    const char *answer = ledger_value(ledger, planted->ask);
    if (strcmp(answer, planted->answer) != 0)
        fail_msg("%s: %s, not %s", planted->name, answer, planted->answer);
    if (checked)
        ledger_is_sound(ledger);
    plain_journal_clear(&plain);
    ledger_free(ledger);
}

/* Under the sanitizers one order in five: the orders differ in what they show, not in the code. */
static void test_planted(void **state)
{
    int step = seed_sanitized() ? 5 : 1;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct world world;
        write_case(&world, *state, &cases[i]);
        for (int number = 0; number < 24; number += step) {
            int order[4];
            arrange(number, 4, order);
            arrive(&world, &cases[i], order, number % 8 == 0);
        }
        plain_schema_forget(*state);
    }
}

/* --- what comes round once an entry counts ---------------------------------------------------- */

/* An undo that came before the rest of the group that it takes back. */
static void test_undo_of_a_part(void **state)
{
    struct world world;
    struct ledger *ledger = ledger_new(), *other = ledger_new();
    struct journal_merged merged;
    const struct planted *planted = &cases[5];
    write_case(&world, *state, planted);
    struct entry *part = &world.entries[1], *undo = &world.entries[3];
    part->group = world_id(1, 1);
    part->last = false;
    part->name.hash = entry_hash(part);
    undo->reverts = part->name.hash;
    undo->name.hash = entry_hash(undo);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(
            take_in(ledger->store, &world.entries[i], 1, &merged, &ledger->err), LI_OK);
        assert_int_equal(
            take_in(other->store, &world.entries[3 - i], 1, &merged, &other->err), LI_OK);
    }
    assert_string_equal(ledger_value(ledger, "SELECT name FROM country"), "d");
    assert_string_equal(ledger_value(other, "SELECT name FROM country"), "d");
    ledger_is_sound(ledger);
    ledger_is_sound(other);
    ledger_free(ledger);
    ledger_free(other);
    plain_schema_forget(*state);
}

/* SQLite takes out what names a record once only: an entry that names one twice would stay for
   good, and keep all others from coming in. */
static void test_named_twice(void **state)
{
    struct world world;
    struct journal_merged merged;
    struct ledger *ledger = ledger_new();
    struct plain_changes changes = {0};
    write_case(&world, *state, &cases[5]);
    for (int i = 1; i < 3; i++) {
        struct plain_changes one =
            plain_unpack(*state, world.entries[i].changeset, world.entries[i].changeset_size);
        plain_changes_add(&changes, &one.change[0]);
        free(one.change);
    }
    changes.change[1].was[2] = changes.change[0].now[2];
    struct world_entry how = {
        .replica = 9, .before = -1, .hlc = ((uint64_t)world_noon << ENTRY_CLOCK_COUNTER_BITS) + 9};
    const struct entry *twice = &world.entries[world_write(&world, &how, &changes)];
    assert_int_equal(take_in(ledger->store, &world.entries[0], 1, &merged, &ledger->err), LI_OK);
    assert_int_equal(take_in(ledger->store, twice, 1, &merged, &ledger->err), LI_CORRUPT);
    assert_non_null(strstr(ledger->err.message, "is damaged"));
    assert_int_equal(take_in(ledger->store, &world.entries[1], 3, &merged, &ledger->err), LI_OK);
    ledger_is_sound(ledger);
    ledger_free(ledger);
    plain_schema_forget(*state);
}

/* What has come in stays, though the clock was set back since and an older entry comes late. */
static void test_clock_set_back(void **state)
{
    struct world world;
    struct journal_merged merged;
    struct ledger *ledger = ledger_new();
    write_case(&world, *state, &cases[5]);
    struct id area = id_new();
    for (int i = 0; i < 4; i += 2) {
        assert_int_equal(
            take_in(ledger->store, &world.entries[i], 1, &merged, &ledger->err), LI_OK);
        assert_int_equal(merged.waiting, 0);
    }
    ledger->clock -= 2 * (int64_t)WORLD_DAY;
    world.entries[1].hlc = (uint64_t)(world_noon - 3 * (int64_t)WORLD_DAY)
                           << ENTRY_CLOCK_COUNTER_BITS;
    world.entries[1].name.hash = entry_hash(&world.entries[1]);
    ledger_write(ledger, "Add", ledger_add_area, &area, NULL);
    assert_int_equal(take_in(ledger->store, &world.entries[1], 1, &merged, &ledger->err), LI_OK);
    assert_string_equal(ledger_value(ledger, "SELECT name FROM country"), "c");
    assert_string_equal(ledger_value(ledger, "SELECT count(*) FROM area"), "1");
    ledger_is_sound(ledger);
    ledger->clock = world_noon;
    assert_int_equal(take_in(ledger->store, NULL, 0, &merged, &ledger->err), LI_OK);
    ledger_is_sound(ledger);
    ledger_free(ledger);
    plain_schema_forget(*state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_planted),
        cmocka_unit_test(test_undo_of_a_part),
        cmocka_unit_test(test_named_twice),
        cmocka_unit_test(test_clock_set_back),
    };
    return cmocka_run_group_tests_name("planted", tests, plain_set_up, plain_tear_down);
}
