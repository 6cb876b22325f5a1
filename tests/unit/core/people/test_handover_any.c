/*
 * test_handover_any.c: assignments and hand-overs made up at random: who looks after whom by the
 * rule of people.h on the day before and on the day is what the lines said, and undo takes all
 * back.
 *
 * LIAISE_SEEDS says how many offices are made up; a failure names its seed.
 */
#include "core/people/handover_outcome.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include "tests/support/office_roles.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct chance {
    uint64_t state;
};

static int below(struct chance *chance, int limit)
{
    chance->state = chance->state * 6364136223846793005U + 1442695040888963407U;
    return (int)((chance->state >> 33) % (uint64_t)limit);
}

static void hold_something(struct wardens *cast, struct chance *chance)
{
    static const char *const froms[] = {"2024-03-01", "2026-01-01", "2026-07-01", "2026-10-01"};
    static const char *const tos[] = {"", "", "2026-12-31", "2027-06-30"};
    bool whole = below(chance, 2) == 0;
    const char *place =
        whole ? warden_regions[below(chance, 2)] : warden_codes[below(chance, AFFILIATES)];
    wardens_hold(cast, below(chance, PEOPLE), whole ? "region" : "affiliate", place,
        froms[below(chance, 4)], tos[below(chance, 4)]);
}

/* Often all of one person's at once. */
static void give_something(struct wardens *cast, struct chance *chance, struct handover *division)
{
    int whole = below(chance, 2) ? below(chance, (int)division->people_count + 1) - 1 : -2;
    int to = below(chance, PEOPLE + 1) - 1;
    if (to >= 0)
        to = handover_person(division, &cast->people[to], warden_names[to]);
    for (size_t i = 0; i < division->share_count; i++)
        if (division->shares[i].now == whole || below(chance, 3) == 0)
            division->shares[i].then = to;
}

/* Who has the role for the region when all is done, in the order of their names: the lines say so.
   The caller frees it. */
static char *holders_said(const struct handover *division)
{
    struct bytes text = {0};
    for (int i = 0; i < PEOPLE; i++) {
        bool has = false;
        for (size_t j = 0; j < division->post_count; j++) {
            int then = handover_post_then(division, &division->posts[j]);
            has = has || (then >= 0 && strcmp(division->people[then].name, warden_names[i]) == 0);
        }
        if (has && text.size > 0)
            bytes_add_text(&text, ", ");
        if (has)
            bytes_add_text(&text, warden_names[i]);
    }
    bytes_add(&text, "", 1);
    return (char *)text.at;
}

static char *line_said(const struct handover *division, const struct handover_share *share,
    const char *holders, const char *before)
{
    if (share->then == share->now && share->own)
        return li_strdup(before); /* all who hold it for the affiliate, of whom one is shown */
    if (share->then != share->now && share->then >= 0)
        return li_strdup(division->people[share->then].name);
    return li_strdup(holders);
}

/* What is handed over, and of each line who looks after it on the day before and on the day. */
enum { DAY_BEFORE, DAY, DAYS };
enum { LINES = 16 };
struct deal {
    struct handover *division;
    const char *const *days;
    char *seen[LINES][DAYS];
};

static void look(struct wardens *cast, const struct deal *deal, char *seen[LINES][DAYS])
{
    const struct handover *division = deal->division;
    assert_true(division->share_count <= LINES);
    for (size_t i = 0; i < division->share_count; i++)
        for (int j = 0; j < DAYS; j++)
            seen[i][j] = division->shares[i].role
                             ? li_strdup("")
                             : wardens_of(cast, &division->shares[i].affiliate, deal->days[j]);
}

static void forget(const struct deal *deal, char *seen[LINES][DAYS])
{
    for (size_t i = 0; i < deal->division->share_count; i++)
        for (int j = 0; j < DAYS; j++)
            free(seen[i][j]);
}

static void compare(struct wardens *cast, struct deal *deal, bool saved, int seed)
{
    char *after[LINES][DAYS], *holders = holders_said(deal->division);
    look(cast, deal, after);
    for (size_t i = 0; i < deal->division->share_count; i++) {
        const struct handover_share *share = &deal->division->shares[i];
        const char *before = deal->seen[i][DAY];
        char *said = saved && !share->role ? line_said(deal->division, share, holders, before)
                                           : li_strdup(before);
        if (strcmp(after[i][DAY], said) != 0)
            fail_msg("seed %d: %s has \"%s\" where \"%s\" was said", seed, share->name,
                after[i][DAY], said);
        if (strcmp(after[i][DAY_BEFORE], deal->seen[i][DAY_BEFORE]) != 0)
            fail_msg(
                "seed %d: %s had \"%s\" the day before", seed, share->name, after[i][DAY_BEFORE]);
        free(said);
    }
    forget(deal, after);
    free(holders);
}

/* What is added to the region then goes to whoever is said to have its role. */
static void add_newcomer(struct wardens *cast, const struct deal *deal, int seed)
{
    struct id id = office_add(cast->office, &kind_affiliate, "code", "NEW", "name", "Newcomer",
        "kind", "state", "region", deal->division->name, NULL);
    char *said = holders_said(deal->division), *has = wardens_of(cast, &id, deal->days[DAY]);
    if (strcmp(has, said) != 0)
        fail_msg("seed %d: a newcomer has \"%s\" where \"%s\" was said", seed, has, said);
    free(said);
    free(has);
    wardens_undo(cast);
}

/* What is refused was said to stand in the way, and changes nothing. */
static bool save(struct wardens *cast, const struct handover *division, int seed)
{
    struct people_moved moved;
    struct li_error err;
    char *why = handover_obstacle(division);
    bool wanted = handover_changes(division) > 0 && !why;
    enum li_err code = handover_save(cast->office->context, division, &moved, &err);
    if (code != (wanted ? LI_OK : LI_REFUSED))
        fail_msg("seed %d: %s", seed, code ? err.message : why);
    free(why);
    return code == LI_OK;
}

static void hand_over_something(struct wardens *cast, struct chance *chance, int seed)
{
    static const char *const days[][DAYS] = {
        {"2026-06-30", "2026-07-01"}, {"2026-09-30", "2026-10-01"}, {"2026-12-31", "2027-01-01"}};
    struct deal deal = {.days = days[below(chance, 3)]};
    deal.division = wardens_divide(cast, below(chance, 2), deal.days[DAY]);
    give_something(cast, chance, deal.division);
    look(cast, &deal, deal.seen);
    char *terms = wardens_terms(cast);
    bool saved = save(cast, deal.division, seed);
    compare(cast, &deal, saved, seed);
    if (saved) {
        add_newcomer(cast, &deal, seed);
        wardens_undo(cast);
    }
    char *stands = wardens_terms(cast);
    assert_string_equal(stands, terms);
    free(stands);
    free(terms);
    forget(&deal, deal.seen);
    handover_free(deal.division);
}

static void test_the_lines_say_who_looks_after_whom(void **state)
{
    const char *wanted = getenv("LIAISE_SEEDS");
    int seeds = wanted ? atoi(wanted) : 12;
    (void)state;
    for (int seed = 1; seed <= seeds; seed++) {
        struct chance chance = {(uint64_t)seed};
        void *office;
        wardens_setup(&office);
        for (int i = 0; i < 8; i++) {
            hold_something(office, &chance);
            hand_over_something(office, &chance, seed);
        }
        wardens_teardown(&office);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_lines_say_who_looks_after_whom),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
