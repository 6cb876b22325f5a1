/*
 * test_reorder.c: what a late entry meets, held against a full replay.
 *
 * A seed gives entries over a few records, so that they meet, and the order in which they come, one
 * at a time. After each the database must hold what the plain journal says, tables, conflicts and
 * effects; records keep their rowids. Wrong rules of meeting, planted where the program asks what
 * an entry touches, must show. LIAISE_SEEDS, or the first argument, says how many are tried.
 */
#include "data/store/query.h"
#include "tests/support/arrival.h"
#include "tests/support/wrong_meeting.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ENTRIES = 20, SEEDS_USUAL = 150 };

/* --- rowids ----------------------------------------------------------------------------------- */

enum { ROWS_MOST = 4 * WORLD_IDS };

struct rows {
    int table[ROWS_MOST];
    struct id id[ROWS_MOST];
    int64_t row[ROWS_MOST];
    int count;
};

static struct rows rows_now(const struct arrival *arrival)
{
    struct rows rows = {.count = 0};
    struct li_error err;
    for (int i = 0; i < 4 && arrival->world->tables[i] >= 0; i++) {
        char sql[100];
        int table = arrival->world->tables[i];
        snprintf(sql, sizeof sql, "SELECT id, rowid FROM \"%s\"",
            arrival->world->schema->tables[table].name);
        struct query *query = query_new(arrival->ledger->store, sql, &err);
        for (; query_step(query, &err) > 0; rows.count++) {
            rows.table[rows.count] = table;
            query_id(query, 0, &rows.id[rows.count]);
            rows.row[rows.count] = query_int(query, 1);
        }
        query_free(query);
    }
    return rows;
}

/* A record that stays has its rowid, and no other record got one. */
static void rows_kept(const struct rows *before, const struct rows *after)
{
    for (int i = 0; i < before->count; i++)
        for (int j = 0; j < after->count; j++)
            if (before->table[i] == after->table[j])
                assert_int_equal(
                    id_equal(&before->id[i], &after->id[j]), before->row[i] == after->row[j]);
}

/* --- by chance -------------------------------------------------------------------------------- */

static int seeds_wanted;

/* What is wrong after some entry; NULL: nothing. */
static char *tell(struct arrival *arrival, struct chance *chance)
{
    char *says = NULL;
    while (arrival->left > 0 && !says) {
        struct rows before = rows_now(arrival);
        const struct entry *entry = &arrival->world->entries[arrival_next(arrival, chance)];
        if (arrival_merge(arrival, entry, 1))
            return strdup(arrival->ledger->err.message);
        struct rows after = rows_now(arrival);
        if (!wrong_meeting)
            rows_kept(&before, &after);
        says = arrival_differs(arrival);
    }
    if (!says && arrival_wait(arrival))
        return strdup(arrival->ledger->err.message);
    return says ? says : arrival_differs(arrival);
}

static bool is_caught(const struct world *world, struct chance chance)
{
    struct arrival arrival;
    arrival_begin(&arrival, world);
    char *says = tell(&arrival, &chance);
    arrival_end(&arrival);
    free(says);
    return says != NULL;
}

static void try_seed(struct world *world, bool caught[WRONG_MEETINGS])
{
    struct arrival arrival;
    const struct chance chance = world->chance;
    struct chance again = chance;
    wrong_meeting = MEETING_RIGHT;
    arrival_begin(&arrival, world);
    char *says = tell(&arrival, &again);
    bool right = !says;
    if (says)
        print_error("%s\n", says);
    free(says);
    assert_true(right);
    if (chance_of(&again, 20))
        ledger_is_sound(arrival.ledger);
    arrival_end(&arrival);
    for (int i = MEETING_RIGHT + 1; i < WRONG_MEETINGS; i++) {
        wrong_meeting = (enum wrong_meeting)i;
        caught[i] = caught[i] || is_caught(world, chance);
    }
    wrong_meeting = MEETING_RIGHT;
}

static void test_meeting_by_chance(void **state)
{
    bool caught[WRONG_MEETINGS] = {0};
    for (int seed = 1; seed <= seeds_wanted; seed++) {
        struct world world;
        print_message("meeting: seed %d of %d\r", seed, seeds_wanted);
        world_begin(&world, *state, (uint64_t)seed * 1000003u + 5);
        if (seed % 2)
            world_narrow(&world);
        while (world.count < ENTRIES)
            world_scribble(&world);
        try_seed(&world, caught);
        plain_schema_forget(*state);
    }
    print_message("meeting: seeds 1 to %d hold   \n", seeds_wanted);
    for (int i = MEETING_RIGHT + 1; i < WRONG_MEETINGS; i++)
        if (!caught[i] && seeds_wanted >= SEEDS_USUAL)
            fail_msg("no seed shows when entries meet %s", wrong_meeting_names[i]);
}

int main(int argc, char **argv)
{
    seeds_wanted = chance_seeds(argc, argv, SEEDS_USUAL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_meeting_by_chance),
    };
    return cmocka_run_group_tests_name("reorder", tests, plain_set_up, plain_tear_down);
}
