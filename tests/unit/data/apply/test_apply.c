/*
 * test_apply.c: the rules of putting an entry in, held against a second, plain implementation.
 *
 * A seed gives entries that meet, and the order they come in. What a store holds after each batch
 * must be what plain_journal.c says, and rules broken on purpose there must show. LIAISE_SEEDS, or
 * the first argument, says how many are tried; the seed is printed when one fails.
 */
#include "data/merge/journal_merge.h"
#include "data/merge/journal_waits.h"
#include "tests/support/arrival.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ENTRIES = 18, ORDERS = 2, BATCH_MOST = 6, SEEDS_USUAL = 250 };

/* --- arriving --------------------------------------------------------------------------------- */

static void arrive(struct arrival *arrival, const struct entry *entries, size_t count)
{
    if (arrival_merge(arrival, entries, count))
        fail_msg("%s", arrival->ledger->err.message);
}

/* Some more, in any order, some of them twice. */
static void arrival_batch(struct arrival *arrival, struct chance *chance)
{
    struct entry batch[2 * BATCH_MOST];
    int count = 0, wanted = 1 + chance_below(chance, BATCH_MOST);
    while (count < wanted && arrival->left > 0)
        batch[count++] = arrival->world->entries[arrival_next(arrival, chance)];
    for (int i = 1; i < count; i++) {
        int j = chance_below(chance, i + 1);
        struct entry kept = batch[i];
        batch[i] = batch[j];
        batch[j] = kept;
    }
    if (chance_of(chance, 20))
        batch[count++] = batch[0];
    arrive(arrival, batch, (size_t)count);
}

static void arrival_holds(struct arrival *arrival, const char *when)
{
    char *says = arrival_differs(arrival);
    if (says)
        fail_msg("%s: %s", when, says);
}

/* --- what waits ------------------------------------------------------------------------------- */

static bool plain_added(const struct plain_journal *plain, int table, const struct id *id)
{
    bool added = false;
    for (int i = 0; i < plain->count && !added; i++) {
        const struct entry *entry = &plain->entries[i].entry;
        struct plain_changes changes =
            plain_unpack(plain->schema, entry->changeset, entry->changeset_size);
        for (int j = 0; j < changes.count; j++)
            added =
                added || (changes.change[j].how == CHANGE_ADD && changes.change[j].table == table &&
                             id_equal(&changes.change[j].id, id));
        free(changes.change);
    }
    return added;
}

/* Rule 9. */
static void arrival_waits(struct arrival *arrival)
{
    for (int i = 0; i < 4 && arrival->world->tables[i] >= 0; i++)
        for (int number = 0; number < WORLD_IDS; number++) {
            int table = arrival->world->tables[i];
            struct id id = world_id(table, number);
            struct li_error err;
            bool waits;
            assert_int_equal(journal_waits_for(arrival->ledger->store,
                                 arrival->plain.schema->tables[table].name, &id, &waits, &err),
                LI_OK);
            assert_int_equal(waits, !plain_added(&arrival->plain, table, &id));
        }
}

/* --- by chance -------------------------------------------------------------------------------- */

static int seeds_wanted;

/* Which of the rules broken on purpose show. */
static void look_for_wrong(struct arrival *arrival, bool caught[PLAIN_WRONGS])
{
    for (int wrong = PLAIN_RIGHT + 1; wrong < PLAIN_WRONGS; wrong++) {
        if (caught[wrong])
            continue;
        arrival->plain.wrong = (enum plain_wrong)wrong;
        plain_journal_run(&arrival->plain);
        char *says = plain_journal_differs(&arrival->plain, arrival->ledger->store);
        caught[wrong] = says != NULL;
        free(says);
    }
    arrival->plain.wrong = PLAIN_RIGHT;
}

static void try_order(
    const struct world *world, struct chance *chance, int order, bool caught[PLAIN_WRONGS])
{
    struct arrival arrival;
    arrival_begin(&arrival, world);
    while (arrival.left > 0) {
        arrival_batch(&arrival, chance);
        if (order > 0)
            arrival_holds(&arrival, "on the way");
    }
    arrival_holds(&arrival, "all here");
    arrival_waits(&arrival);
    assert_int_equal(arrival_wait(&arrival), LI_OK);
    arrival_holds(&arrival, "all due");
    look_for_wrong(&arrival, caught);
    if (chance_of(chance, 10))
        ledger_is_sound(arrival.ledger);
    arrival_end(&arrival);
}

static void test_rules_by_chance(void **state)
{
    bool caught[PLAIN_WRONGS] = {0};
    for (int seed = 1; seed <= seeds_wanted; seed++) {
        struct world world;
        print_message("rules: seed %d of %d\r", seed, seeds_wanted);
        world_begin(&world, *state, (uint64_t)seed * 1000003u);
        while (world.count < ENTRIES)
            world_scribble(&world);
        for (int order = 0; order < ORDERS; order++)
            try_order(&world, &world.chance, order, caught);
        plain_schema_forget(*state);
    }
    print_message("rules: seeds 1 to %d hold   \n", seeds_wanted);
    for (int wrong = PLAIN_RIGHT + 1; wrong < PLAIN_WRONGS; wrong++)
        if (!caught[wrong] && seeds_wanted >= SEEDS_USUAL)
            fail_msg("no seed shows when %s", plain_wrong_names[wrong]);
}

int main(int argc, char **argv)
{
    seeds_wanted = chance_seeds(argc, argv, SEEDS_USUAL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules_by_chance),
    };
    return cmocka_run_group_tests_name("rules", tests, plain_set_up, plain_tear_down);
}
