/*
 * simulate.c: a team of laptops works and meets by chance for a week, and ends equal.
 *
 * Without arguments, as a test: small teams by some seeds, held against the plain journal as well,
 * whose wrong rules must show, and wrong rules of which entries meet, planted in the program, which
 * must show too. LIAISE_SEEDS says how many seeds.
 *
 * simulate REPLICAS ENTRIES [SEED...]: so many laptops, each of which holds so many entries in the
 * end, those of all; prints what it cost. simulate --wrong RULE SEED fails where that wrong rule
 * shows.
 */
#include "data/base/memory.h"
#include "data/store/query.h"
#include "tests/support/check.h"
#include "tests/support/seed.h"
#include "tests/support/wrong_meeting.h"
#include "tests/sync/cost.h"
#include "tests/sync/fleet_week.h"
#include "tests/sync/verdict.h"
#include "tests/sync/wire.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SMALL_LAPTOPS = 6,
    SMALL_ENTRIES = 150,
    SMALL_FEW = 60, /* of a hundred edits are of a few records, so that nearly all meet */
    SMALL_SEEDS = 2,
    WRONG_SEEDS = 6,
    WIDE_FEW = 5,
};

/* What the command line asks for. */
static struct {
    const char *program;
    int laptops, seeds_count;
    size_t entries;
    char **seeds;
} asked;

/* --- a run ------------------------------------------------------------------------------------ */

/* Everything that happens, and then all meet. */
static void run_week(struct fleet *fleet, size_t entries)
{
    fleet_week_run(fleet, entries);
    fleet_meet_all(fleet);
    fleet->story.time += (int64_t)5 * 366 * 24 * 3600000; /* what was dated in the future is due */
    fleet_meet_all(fleet);
}

static int64_t run_number(struct fleet *fleet, const char *sql)
{
    struct li_error err = {0};
    int64_t number = 0;
    assert_int_equal(query_number(laptop_open(&fleet->laptops[0]), sql, &number, &err), LI_OK);
    return number;
}

/* --- the wide one ----------------------------------------------------------------------------- */

/* joining: how much of the CPU for syncs was for joining. */
static void wide_print(struct fleet *fleet, struct cost joined, double joining, struct cost week)
{
    double synced = fleet->tally.synced - joining;
    int64_t entries = run_number(fleet, "SELECT count(*) FROM journal_entry");
    int64_t acts = run_number(fleet, "SELECT count(*) FROM journal_entry WHERE sort = 2");
    int64_t raw = run_number(fleet, "SELECT sum(size) FROM journal_entry");
    double each = (double)wire.read / (double)fleet->tally.came;
    double pushed = (double)wire.pushed / (double)wire.entries;
    double plain = (double)raw / (double)entries;
    printf("  entries      %lld at each, of them %lld acts of the team, %.0f bytes each\n",
        (long long)entries, (long long)acts, plain);
    printf("  joining      %.1f s, %.1f s of CPU\n", joined.wall, joined.cpu);
    printf("  the week     %.1f s, %.1f s of CPU: %zu syncs, %zu entries merged, %zu conflicts\n",
        week.wall, week.cpu, fleet->tally.syncs, fleet->tally.came, fleet->tally.conflicts);
    printf("  of its CPU   %.1f s for people's work, %.1f s for syncs, %.1f s to open and close\n",
        fleet->tally.worked, synced, week.cpu - fleet->tally.worked - synced);
    printf("  merges       %.0f a second of CPU of syncs\n",
        (double)fleet->tally.came / fleet->tally.synced);
    printf(
        "  on the wire  %.0f bytes an entry that goes, %.2fx of the raw changesets; %.0f that are "
        "read for one that comes, %.2fx; %.0f of heads a sync\n",
        pushed, pushed / plain, each, each / plain,
        (double)wire.heads / (double)fleet->tally.syncs);
    printf("  memory       %.0f MiB at most\n", cost_peak_memory());
}

static bool wide_judge(struct fleet *fleet)
{
    struct hash hash;
    char digits[HASH_DIGITS_SIZE];
    struct verdict_found found = {0};
    struct cost before = cost_now();
    char *says = verdict_are_equal(fleet, &hash);
    if (!says)
        says = verdict_is_sound(&fleet->laptops[fleet->count - 1], &found);
    struct cost cost = cost_since(before);
    if (says)
        printf("  NOT EQUAL    %s\n", says);
    else
        printf("  equal        %.16s, %zu lost values are conflicts, %zu records that break a rule "
               "are listed (%.1f s)\n",
            hash_digits(&hash, digits), found.lost, found.broken, cost.wall);
    if (fleet->tally.why)
        printf("  first failure %s\n", fleet->tally.why);
    bool equal = !says;
    free(says);
    return equal;
}

static bool wide_run(uint64_t seed)
{
    struct fleet fleet;
    printf("%d replicas, %zu entries, seed %llu\n", asked.laptops, asked.entries,
        (unsigned long long)seed);
    fflush(stdout);
    wire = (struct wire){0};
    struct cost began = cost_now();
    fleet_begin(&fleet, asked.laptops, WEEK_COPIES + 1, WIDE_FEW, seed);
    fleet_join_all(&fleet);
    struct cost joined = cost_since(began);
    double joining = fleet.tally.synced;
    began = cost_now();
    run_week(&fleet, asked.entries);
    wide_print(&fleet, joined, joining, cost_since(began));
    bool equal = wide_judge(&fleet);
    fleet_end(&fleet);
    return equal;
}

static void test_wide(void **state)
{
    (void)state;
    for (int i = 0; i < asked.seeds_count; i++)
        assert_true(wide_run(strtoul(asked.seeds[i], NULL, 10)));
}

/* --- small ones ------------------------------------------------------------------------------- */

static void small_run(uint64_t seed, struct plain_schema *schema, bool *caught)
{
    struct fleet fleet;
    struct verdict_found found;
    print_message("simulate: seed %llu\r", (unsigned long long)seed);
    fleet_begin(&fleet, SMALL_LAPTOPS, WEEK_COPIES + 1, SMALL_FEW, seed);
    fleet_join_all(&fleet);
    run_week(&fleet, SMALL_ENTRIES);
    fleet_know_revoked(&fleet);
    char *says = verdict_are_equal(&fleet, NULL);
    for (int i = 0; i < fleet.count && !says; i++)
        if (!fleet.laptops[i].revoked)
            says = verdict_is_sound(&fleet.laptops[i], &found);
    if (!says)
        says = verdict_is_plain(&fleet, &fleet.laptops[0], schema, caught);
    if (says)
        fail_msg("seed %llu: %s", (unsigned long long)seed, says);
    fleet_end(&fleet);
}

/* What the plain journal can do wrong and shows in any of these weeks; test_apply.c sees to the
   rest. */
static const enum plain_wrong small_shown[] = {WRONG_EARLIER_WINS, WRONG_NOTHING_RETURNS};

static void test_all_end_equal(void **state)
{
    bool caught[PLAIN_WRONGS] = {0};
    int seeds = chance_seeds(0, NULL, SMALL_SEEDS);
    for (int seed = 1; seed <= seeds; seed++)
        small_run((uint64_t)seed, *state, caught);
    for (size_t i = 0; i < sizeof small_shown / sizeof *small_shown && seeds >= SMALL_SEEDS; i++)
        if (!caught[small_shown[i]])
            fail_msg("no seed shows when %s", plain_wrong_names[small_shown[i]]);
}

/* A program of its own, since what goes wrong may end it in any way. */
static bool wrong_shows(enum wrong_meeting wrong, int seed)
{
    char *command =
        li_format("'%s' --wrong %d %d >/dev/null 2>&1", asked.program, (int)wrong, seed);
    int status = system(command);
    free(command);
    return status != 0;
}

static void test_wrong_meetings_show(void **state)
{
    (void)state;
    if (seed_sanitized())
        skip();
    for (int wrong = MEETING_RIGHT + 1; wrong < WRONG_MEETINGS; wrong++) {
        int seed = 1;
        while (seed <= WRONG_SEEDS && !wrong_shows((enum wrong_meeting)wrong, seed))
            seed++;
        if (seed > WRONG_SEEDS)
            fail_msg("no seed shows when entries meet %s", wrong_meeting_names[wrong]);
    }
}

/* --- the program ------------------------------------------------------------------------------ */

static int set_up(void **state)
{
    *state = plain_schema_new();
    return 0;
}

static int tear_down(void **state)
{
    plain_schema_free(*state);
    return 0;
}

static void test_one_wrong(void **state)
{
    small_run(strtoul(asked.seeds[0], NULL, 10), *state, NULL);
}

int main(int argc, char **argv)
{
    static char *one[] = {"1"};
    const struct CMUnitTest small[] = {
        cmocka_unit_test(test_all_end_equal), cmocka_unit_test(test_wrong_meetings_show)};
    const struct CMUnitTest wrong[] = {cmocka_unit_test(test_one_wrong)};
    const struct CMUnitTest wide[] = {cmocka_unit_test(test_wide)};
    asked.program = argv[0];
    if (argc == 4 && strcmp(argv[1], "--wrong") == 0) {
        wrong_meeting = (enum wrong_meeting)atoi(argv[2]);
        asked.seeds = argv + 3;
        return cmocka_run_group_tests_name("wrong", wrong, set_up, tear_down);
    }
    if (argc < 3)
        return cmocka_run_group_tests_name("simulate", small, set_up, tear_down);
    asked.laptops = atoi(argv[1]);
    asked.entries = strtoul(argv[2], NULL, 10);
    asked.seeds_count = argc > 3 ? argc - 3 : 1;
    asked.seeds = argc > 3 ? argv + 3 : one;
    return cmocka_run_group_tests_name("simulate", wide, NULL, NULL);
}
