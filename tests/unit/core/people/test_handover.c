/*
 * test_handover.c: a role for a region handed over whole or in part: who looks after whom by the
 * rule of people.h is what the lines said, also for an affiliate added to the region later, and
 * what is said beforehand is what happens.
 *
 * The last test makes up assignments and hand-overs; LIAISE_SEEDS says how many.
 */
#include "core/kind/assignment.h"
#include "core/people/handover_draft.h"
#include "core/people/handover_outcome.h"
#include "core/record/draft.h"
#include "data/base/memory.h"
#include "tests/support/office_roles.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Whom the line of that affiliate, or of the role for that region, goes to. */
static void give(struct wardens *cast, struct handover *division, const char *line, int person)
{
    for (size_t i = 0; i < division->share_count; i++) {
        struct handover_share *share = &division->shares[i];
        if (strcmp(share->role ? share->state : share->code, line) != 0)
            continue;
        share->then = person < 0
                          ? NOBODY
                          : handover_person(division, &cast->people[person], warden_names[person]);
        return;
    }
    fail_msg("there is no line of %s", line);
}

static void give_all(struct wardens *cast, struct handover *division, int person)
{
    int to = person < 0 ? NOBODY
                        : handover_person(division, &cast->people[person], warden_names[person]);
    for (size_t i = 0; i < division->share_count; i++)
        division->shares[i].then = to;
}

static void says(const struct handover *division, const char *sentence)
{
    char *text = handover_outcome(division);
    assert_string_equal(text, sentence);
    free(text);
}

static void save(struct wardens *cast, struct handover *division)
{
    struct people_moved moved;
    struct li_error err;
    if (handover_save(cast->office->context, division, &moved, &err))
        fail_msg("%s", err.message);
    handover_free(division);
}

static void looks_after(struct wardens *cast, const char *day, const char *code, const char *people)
{
    for (int i = 0; i < AFFILIATES; i++) {
        if (strcmp(warden_codes[i], code) != 0)
            continue;
        char *found = wardens_of(cast, &cast->affiliates[i], day);
        assert_string_equal(found, people);
        free(found);
    }
}

/* Who gets what is added to the region afterwards. */
static void newcomer_has(
    struct wardens *cast, const char *region, const char *day, const char *people)
{
    struct id id = office_add(cast->office, &kind_affiliate, "code", "NEW", "name", "Newcomer",
        "kind", "state", "region", region, NULL);
    char *found = wardens_of(cast, &id, day);
    assert_string_equal(found, people);
    free(found);
}

/* The assignments that are not archived. */
static void stand(struct wardens *cast, const char *terms)
{
    char *found = wardens_terms(cast);
    assert_string_equal(found, terms);
    free(found);
}

/* The entry written last. */
static void named(struct wardens *cast, const char *label)
{
    char *found =
        office_ask(cast->office, "SELECT label FROM journal_entry ORDER BY hlc DESC LIMIT 1");
    assert_string_equal(found, label);
    free(found);
}

/* --- the role moves --------------------------------------------------------------------------- */

static void test_all_of_a_region_moves_the_role_itself(void **state)
{
    struct wardens *cast = *state;
    wardens_hold(cast, ADA, "region", "Uplands", "2025-01-01", "2027-12-31");
    struct handover *division = wardens_divide(cast, UPLANDS, "2026-07-01");
    says(division, "Warden role for all of Uplands: Ada Byron.");
    give_all(cast, division, ROSA);
    says(division, "Uplands: the Warden role moves to Rosa Parks, including new affiliates there.");
    save(cast, division);
    stand(cast,
        "Ada Byron Uplands 2025-01-01 to 2026-06-30; Rosa Parks Uplands 2026-07-01 to 2027-12-31");
    for (int i = 0; i < 3; i++) {
        looks_after(cast, "2026-06-30", warden_codes[i], "Ada Byron");
        looks_after(cast, "2026-07-01", warden_codes[i], "Rosa Parks");
    }
    named(cast, "Hand over Uplands (Warden), effective 2026-07-01");
    wardens_undo(cast);
    stand(cast, "Ada Byron Uplands 2025-01-01 to 2027-12-31");
    newcomer_has(cast, "Uplands", "2026-07-01", "Ada Byron");
}

static void test_who_is_added_later_follows_the_role(void **state)
{
    struct wardens *cast = *state;
    wardens_hold(cast, ADA, "region", "Uplands", "2025-01-01", "");
    struct handover *division = wardens_divide(cast, UPLANDS, "2026-10-01");
    give_all(cast, division, ROSA);
    save(cast, division);
    newcomer_has(cast, "Uplands", "2026-10-01", "Rosa Parks");
    looks_after(cast, "2026-09-30", "EAS", "Ada Byron"); /* until the day nothing changes */
    stand(cast,
        "Ada Byron Uplands 2025-01-01 to 2026-09-30; Rosa Parks Uplands 2026-10-01 to 2028-09-30");
}

static void test_a_later_term_does_not_bring_the_old_holder_back(void **state)
{
    struct wardens *cast = *state;
    wardens_hold(cast, ADA, "region", "Uplands", "2025-01-01", "2026-12-31");
    wardens_hold(cast, ADA, "region", "Uplands", "2027-01-01", "2028-12-31");
    struct handover *division = wardens_divide(cast, UPLANDS, "2026-10-01");
    give_all(cast, division, ROSA);
    save(cast, division);
    looks_after(cast, "2026-10-01", "NOR", "Rosa Parks");
    looks_after(cast, "2027-06-30", "NOR", "Rosa Parks");
}

static void test_vacating_a_region_ends_the_role(void **state)
{
    struct wardens *cast = *state;
    wardens_hold(cast, ADA, "region", "Uplands", "2025-01-01", "");
    struct handover *division = wardens_divide(cast, UPLANDS, "2026-07-01");
    give_all(cast, division, NOBODY);
    says(division, "Uplands: the Warden role ends; new affiliates there will have none.");
    save(cast, division);
    looks_after(cast, "2026-06-30", "SOU", "Ada Byron");
    looks_after(cast, "2026-07-01", "SOU", "");
    newcomer_has(cast, "Uplands", "2026-07-01", "");
}

static void test_what_is_held_for_affiliates_themselves_moves_as_itself(void **state)
{
    struct wardens *cast = *state;
    wardens_hold(cast, ADA, "region", "Uplands", "2025-01-01", "");
    wardens_hold(cast, ADA, "affiliate", "NOR", "2025-01-01", "2026-12-31");
    wardens_hold(cast, JOAN, "affiliate", "SOU", "2025-01-01", "");
    struct handover *division = wardens_divide(cast, UPLANDS, "2026-07-01");
    give(cast, division, "EAS", ROSA); /* all that Ada has through the region */
    says(division, "Uplands: the Warden role moves to Rosa Parks, including new affiliates there.");
    give(cast, division, "NOR", MARY);
    says(division, "Uplands: the Warden role moves to Rosa Parks, including new "
                   "affiliates there. 1 affiliate in Uplands gets its own Warden.");
    save(cast, division);
    looks_after(cast, "2026-07-01", "NOR", "Mary Jackson");
    looks_after(cast, "2026-07-01", "SOU", "Joan Clarke");
    looks_after(cast, "2026-07-01", "EAS", "Rosa Parks");
    looks_after(cast, "2027-01-01", "NOR", "Rosa Parks"); /* the term was the affiliate's own */
    newcomer_has(cast, "Uplands", "2026-07-01", "Rosa Parks");
}

static void test_one_of_several_gives_away_all_they_have(void **state)
{
    struct wardens *cast = *state;
    wardens_hold(cast, ADA, "region", "Uplands", "2025-01-01", "");
    wardens_hold(cast, MARY, "region", "Uplands", "2025-01-01", "");
    wardens_hold(cast, ADA, "affiliate", "NOR", "2025-01-01", "");
    wardens_hold(cast, ADA, "affiliate", "SOU", "2025-01-01", "");
    wardens_hold(cast, MARY, "affiliate", "EAS", "2025-01-01", "");
    struct handover *division = wardens_divide(cast, UPLANDS, "2026-07-01");
    says(division, "Warden role for all of Uplands: Ada Byron and Mary Jackson.");
    give(cast, division, "NOR", ROSA);
    says(division, "1 affiliate in Uplands gets its own Warden; the regional role stays with Ada "
                   "Byron and Mary Jackson.");
    give(cast, division, "SOU", ROSA);
    says(division, "Uplands: the Warden role moves from Ada Byron to Rosa Parks. 2 "
                   "affiliates in Uplands get their own Warden.");
    save(cast, division);
    looks_after(cast, "2026-07-01", "NOR", "Rosa Parks");
    looks_after(cast, "2026-07-01", "EAS", "Mary Jackson");
    newcomer_has(cast, "Uplands", "2026-07-01", "Mary Jackson, Rosa Parks");
}

static void test_two_who_change_places_both_stay(void **state)
{
    struct wardens *cast = *state;
    wardens_hold(cast, ADA, "region", "Uplands", "2025-01-01", "");
    wardens_hold(cast, MARY, "region", "Uplands", "2025-01-01", "");
    wardens_hold(cast, ADA, "affiliate", "NOR", "2025-01-01", "");
    wardens_hold(cast, MARY, "affiliate", "EAS", "2025-01-01", "");
    struct handover *division = wardens_divide(cast, UPLANDS, "2026-07-01");
    give(cast, division, "NOR", MARY);
    give(cast, division, "EAS", ADA);
    save(cast, division);
    looks_after(cast, "2026-07-01", "NOR", "Mary Jackson");
    looks_after(cast, "2026-07-01", "EAS", "Ada Byron");
    newcomer_has(cast, "Uplands", "2026-07-01", "Ada Byron, Mary Jackson");
}

static void test_a_person_of_two_regions_gives_away_one(void **state)
{
    struct wardens *cast = *state;
    wardens_hold(cast, ADA, "region", "Uplands", "2025-01-01", "");
    wardens_hold(cast, ADA, "region", "Lowlands", "2025-01-01", "");
    struct handover *division = wardens_divide(cast, UPLANDS, "2026-07-01");
    assert_int_equal(division->share_count, 3);
    give_all(cast, division, ROSA);
    save(cast, division);
    looks_after(cast, "2026-07-01", "EAS", "Rosa Parks");
    looks_after(cast, "2026-07-01", "WES", "Ada Byron");
    newcomer_has(cast, "Lowlands", "2026-07-01", "Ada Byron");
}

/* --- the role stays --------------------------------------------------------------------------- */

static void test_some_of_a_region_leave_the_role_where_it_is(void **state)
{
    struct wardens *cast = *state;
    wardens_hold(cast, ADA, "region", "Uplands", "2025-01-01", "");
    struct handover *division = wardens_divide(cast, UPLANDS, "2026-07-01");
    give(cast, division, "NOR", ROSA);
    give(cast, division, "EAS", ROSA);
    says(division,
        "2 affiliates in Uplands get their own Warden; the regional role stays with Ada Byron.");
    save(cast, division);
    stand(cast, "Ada Byron Uplands 2025-01-01 to ; Rosa Parks EAS 2026-07-01 to 2028-06-30; "
                "Rosa Parks NOR 2026-07-01 to 2028-06-30");
    looks_after(cast, "2026-07-01", "SOU", "Ada Byron");
    newcomer_has(cast, "Uplands", "2026-07-01", "Ada Byron");
}

static void test_two_successors_divide_and_the_role_stays(void **state)
{
    struct wardens *cast = *state;
    wardens_hold(cast, ADA, "region", "Uplands", "2025-01-01", "");
    struct handover *division = wardens_divide(cast, UPLANDS, "2026-07-01");
    give_all(cast, division, ROSA);
    give(cast, division, "SOU", MARY);
    says(division,
        "3 affiliates in Uplands get their own Warden; the regional role stays with Ada Byron.");
    save(cast, division);
    looks_after(cast, "2026-07-01", "SOU", "Mary Jackson");
    looks_after(cast, "2026-07-01", "NOR", "Rosa Parks");
    newcomer_has(cast, "Uplands", "2026-07-01", "Ada Byron");
}

static void test_a_region_without_a_holder_has_no_role_to_move(void **state)
{
    struct wardens *cast = *state;
    struct handover *division = wardens_divide(cast, UPLANDS, "2026-07-01");
    says(division, "No one holds the Warden role for all of Uplands.");
    give_all(cast, division, ROSA);
    says(division, "3 affiliates in Uplands get their own Warden; no one has the regional role.");
    save(cast, division);
    looks_after(cast, "2026-07-01", "SOU", "Rosa Parks");
    newcomer_has(cast, "Uplands", "2026-07-01", "");
}

/* Whoever holds the role for all of the region would look after it. */
static void test_one_affiliate_cannot_be_vacant_in_a_region_that_is_held(void **state)
{
    static const char why[] =
        "SOU can't be left vacant: Ada Byron holds the Warden role for all of Uplands. Choose a "
        "person for it.";
    struct wardens *cast = *state;
    struct people_moved moved;
    struct li_error err;
    wardens_hold(cast, ADA, "region", "Uplands", "2025-01-01", "");
    wardens_hold(cast, JOAN, "affiliate", "SOU", "2025-01-01", "");
    struct handover *division = wardens_divide(cast, UPLANDS, "2026-07-01");
    give(cast, division, "SOU", NOBODY);
    says(division, why);
    assert_int_equal(handover_save(cast->office->context, division, &moved, &err), LI_REFUSED);
    assert_string_equal(err.message, why);
    looks_after(cast, "2026-07-01", "SOU", "Joan Clarke");
    give_all(cast, division, NOBODY);
    says(division, "Uplands: the Warden role ends; new affiliates there will have none. 1 "
                   "affiliate in Uplands loses its own Warden.");
    save(cast, division);
    looks_after(cast, "2026-07-01", "SOU", "");
}

/* --- a role without affiliates, and other lines ----------------------------------------------- */

static void test_an_empty_region_is_handed_over_by_its_own_line(void **state)
{
    struct wardens *cast = *state;
    wardens_hold(cast, ADA, "region", "Hollows", "2025-01-01", "");
    struct handover *division = wardens_divide(cast, HOLLOWS, "2026-07-01");
    assert_int_equal(division->share_count, 1);
    assert_int_equal(handover_affiliates(division), 0);
    give(cast, division, "Hollows", ROSA);
    says(division, "Hollows: the Warden role moves to Rosa Parks, including new affiliates there.");
    assert_int_equal(handover_affiliates(division), 0);
    save(cast, division);
    newcomer_has(cast, "Hollows", "2026-06-30", "Ada Byron");
    stand(cast,
        "Ada Byron Hollows 2025-01-01 to 2026-06-30; Rosa Parks Hollows 2026-07-01 to 2028-06-30");
}

/* What was given away one by one, as all was before, leaves the role with a line of its own. */
static void test_a_role_all_of_whose_affiliates_others_have_has_a_line(void **state)
{
    struct wardens *cast = *state;
    wardens_hold(cast, ADA, "region", "Uplands", "2025-01-01", "");
    for (int i = 0; i < 3; i++)
        wardens_hold(cast, ROSA, "affiliate", warden_codes[i], "2025-01-01", "");
    struct handover *division = wardens_divide(cast, UPLANDS, "2026-07-01");
    assert_int_equal(division->share_count, 4);
    give(cast, division, "Uplands", ROSA);
    save(cast, division);
    newcomer_has(cast, "Uplands", "2026-07-01", "Rosa Parks");
    looks_after(cast, "2026-07-01", "NOR", "Rosa Parks");
}

static void test_the_roles_of_a_person_have_lines_beside_what_they_have(void **state)
{
    struct wardens *cast = *state;
    wardens_hold(cast, ADA, "region", "Uplands", "2025-01-01", "");
    wardens_hold(cast, ADA, "affiliate", "WES", "2025-01-01", "");
    struct handover *division =
        wardens_divide_scope(cast, HANDOVER_OF_PERSON, &cast->people[ADA], "2026-07-01");
    says(division, "Only assignments of Ada Byron as Warden can be handed over here.");
    assert_int_equal(division->share_count, 2);
    give(cast, division, "WES", ROSA);
    says(division, "1 affiliate of Ada Byron gets a new Warden.");
    give(cast, division, "Uplands", MARY);
    says(division, "Uplands: the Warden role moves from Ada Byron to Mary Jackson. 1 "
                   "affiliate of Ada Byron gets a new Warden.");
    save(cast, division);
    looks_after(cast, "2026-07-01", "WES", "Rosa Parks");
    looks_after(cast, "2026-07-01", "NOR", "Mary Jackson");
}

static void test_who_shares_an_affiliate_keeps_it(void **state)
{
    struct wardens *cast = *state;
    office_add(cast->office, &kind_assignment, "person", "Ada Byron", "role", "Warden", "affiliate",
        "NOR", "from", "2025-01-01", "primary", "yes", NULL);
    wardens_hold(cast, MARY, "affiliate", "NOR", "2025-02-01", "");
    struct handover *division = wardens_divide(cast, UPLANDS, "2026-07-01");
    give(cast, division, "NOR", MARY);
    save(cast, division);
    looks_after(cast, "2026-06-30", "NOR", "Ada Byron, Mary Jackson");
    looks_after(cast, "2026-07-01", "NOR", "Mary Jackson");
    stand(cast, "Ada Byron NOR 2025-01-01 to 2026-06-30; Mary Jackson NOR 2025-02-01 to ");
}

static void test_who_held_the_region_until_the_day_before_is_seen(void **state)
{
    struct wardens *cast = *state;
    wardens_hold(cast, ADA, "region", "Uplands", "2025-01-01", "2026-06-30");
    wardens_hold(cast, MARY, "region", "Uplands", "2026-07-01", "");
    struct handover *division = wardens_divide(cast, UPLANDS, "2026-07-01");
    for (size_t i = 0; i < division->share_count; i++) {
        const struct handover_share *share = &division->shares[i];
        assert_string_equal(division->people[share->before].name, "Ada Byron");
        assert_string_equal(division->people[share->now].name, "Mary Jackson");
    }
    handover_free(division);
}

/* --- drafts ----------------------------------------------------------------------------------- */

static void test_the_line_of_a_role_is_resumed(void **state)
{
    struct wardens *cast = *state;
    struct li_error err;
    wardens_hold(cast, ADA, "region", "Hollows", "2025-01-01", "");
    struct handover *division = wardens_divide(cast, HOLLOWS, "2026-07-01");
    give(cast, division, "Hollows", ROSA);
    assert_int_equal(handover_draft_save(cast->office->context, division, &err), LI_OK);
    handover_free(division);
    office_reopen(cast->office);
    division = wardens_divide(cast, HOLLOWS, "2026-07-01");
    handover_draft_load(cast->office->context, division);
    says(division, "Hollows: the Warden role moves to Rosa Parks, including new affiliates there.");
    handover_free(division);
}

/* As a draft was kept before a role could move itself. */
static void test_an_old_draft_moves_the_role_when_all_change(void **state)
{
    struct wardens *cast = *state;
    struct li_error err;
    char text[512], role[ID_TEXT_SIZE], affiliate[ID_TEXT_SIZE], person[ID_TEXT_SIZE];
    int at = snprintf(text, sizeof text, "%s 2026-07-01\n", id_text(&cast->warden, role));
    wardens_hold(cast, ADA, "region", "Uplands", "2025-01-01", "");
    for (int i = 0; i < 3; i++)
        at += snprintf(text + at, sizeof text - (size_t)at, "%s %s\n",
            id_text(&cast->affiliates[i], affiliate), id_text(&cast->people[ROSA], person));
    assert_int_equal(draft_save_text(cast->office->context, "hand-over of a region",
                         &cast->regions[UPLANDS], text, &err),
        LI_OK);
    struct handover *division = wardens_divide(cast, UPLANDS, "2026-07-01");
    handover_draft_load(cast->office->context, division);
    says(division, "Uplands: the Warden role moves to Rosa Parks, including new affiliates there.");
    handover_free(division);
}

int main(void)
{
#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, wardens_setup, wardens_teardown)
    const struct CMUnitTest tests[] = {
        IN_OFFICE(test_all_of_a_region_moves_the_role_itself),
        IN_OFFICE(test_who_is_added_later_follows_the_role),
        IN_OFFICE(test_a_later_term_does_not_bring_the_old_holder_back),
        IN_OFFICE(test_vacating_a_region_ends_the_role),
        IN_OFFICE(test_what_is_held_for_affiliates_themselves_moves_as_itself),
        IN_OFFICE(test_one_of_several_gives_away_all_they_have),
        IN_OFFICE(test_two_who_change_places_both_stay),
        IN_OFFICE(test_a_person_of_two_regions_gives_away_one),
        IN_OFFICE(test_some_of_a_region_leave_the_role_where_it_is),
        IN_OFFICE(test_two_successors_divide_and_the_role_stays),
        IN_OFFICE(test_a_region_without_a_holder_has_no_role_to_move),
        IN_OFFICE(test_one_affiliate_cannot_be_vacant_in_a_region_that_is_held),
        IN_OFFICE(test_an_empty_region_is_handed_over_by_its_own_line),
        IN_OFFICE(test_a_role_all_of_whose_affiliates_others_have_has_a_line),
        IN_OFFICE(test_the_roles_of_a_person_have_lines_beside_what_they_have),
        IN_OFFICE(test_who_shares_an_affiliate_keeps_it),
        IN_OFFICE(test_who_held_the_region_until_the_day_before_is_seen),
        IN_OFFICE(test_the_line_of_a_role_is_resumed),
        IN_OFFICE(test_an_old_draft_moves_the_role_when_all_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
