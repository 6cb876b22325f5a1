/*
 * test_page_activity.c: what pages tell of plans, activities, events, members, agreements that
 * renew each other, and of what was done about what was promised.
 */
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/attendance.h"
#include "core/kind/commitment.h"
#include "core/kind/event.h"
#include "core/kind/goal.h"
#include "core/kind/membership.h"
#include "core/kind/person.h"
#include "core/kind/plan.h"
#include "core/kind/resource.h"
#include "core/page/page.h"
#include "core/query/lookup.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "tests/support/sample_office.h"
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants those before it */
#include <cmocka.h>

static int setup(void **state)
{
    struct office *office = office_new();
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canadian Administrators", "kind",
        "international", NULL);
    office_add(office, &kind_person, "name", "Ada Bright", NULL);
    office_add(office, &kind_person, "name", "Bea Cole", "organization", "CAMA", NULL);
    *state = office;
    return 0;
}

/* The page as text, 80 columns wide. The caller frees it. */
static char *page_of(struct office *office, const struct kind *kind, const char *name)
{
    struct li_error err = {0};
    struct id id;
    struct page *page = NULL;
    char *text;
    if (lookup(office->context, kind, name, &id, NULL, &err))
        fail_msg("%s", err.message);
    assert_int_equal(page_load(office->context, kind, &id, &page, &err), LI_OK);
    FILE *out = li_text_open(&text);
    page_write_text(page, 80, out);
    li_text_close(out);
    page_free(page);
    return text;
}

/* The page holds the section, from its heading to the next, whole. */
static void shows(void **state, const struct kind *kind, const char *name, const char *section)
{
    char *text = page_of(*state, kind, name);
    const char *found = strstr(text, section);
    if (!found)
        print_error("not there:\n%s\nin:\n%s", section, text);
    assert_non_null(found);
    free(text);
}

static void shows_not(void **state, const struct kind *kind, const char *name, const char *words)
{
    char *text = page_of(*state, kind, name);
    const char *found = strstr(text, words);
    if (found)
        print_error("there, though it should not be:\n%s\nin:\n%s", words, text);
    assert_null(found);
    free(text);
}

static void a_plan_says_what_stands_in_it(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_plan, "affiliate", "CAMA", "year", "2026", "summary", "Ethics", NULL);
    shows(state, &kind_affiliate, "CAMA",
        "\nPlans (1)\n"
        "CAMA 2026                 Draft       Ethics\n"
        "  No goals or activities yet.\n");
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Train", "measure", "yes-no",
        "plan", "CAMA 2026", "state", "met", NULL);
    office_add(office, &kind_activity, "affiliate", "CAMA", "day", "2026-06-02", "title", "Hello",
        "plan", "CAMA 2026", NULL);
    office_add(office, &kind_activity, "affiliate", "CAMA", "day", "2026-09-02", "kind", "visit",
        "title", "Look", "state", "planned", "plan", "CAMA 2026", NULL);
    shows(state, &kind_affiliate, "CAMA",
        "  1 goal, 1 met, 1 activity done, 1 activity planned; last on 2026-06-02\n");
}

static void activities_say_what_waits(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_activity, "affiliate", "CAMA", "day", "2026-06-20", "title",
        "Speakers", "follow_up_on", "2026-06-28", "our_person", "Ada", NULL);
    office_add(office, &kind_activity, "affiliate", "CAMA", "day", "2026-06-10", "title", "Dues",
        "follow_up_on", "2026-06-12", "follow_up_done_on", "2026-06-13", "outcome", "Settled.",
        NULL);
    office_add(office, &kind_activity, "affiliate", "CAMA", "day", "2026-06-29", "title", "Visit",
        "kind", "visit", "state", "planned", NULL);
    office_add(office, &kind_activity, "affiliate", "CAMA", "day", "2026-06-01", "title",
        "Not held", "state", "cancelled", NULL);
    shows(state, &kind_affiliate, "CAMA",
        "\nPlanned activities (1)\n"
        "2026-06-29  Visit               Visit\n"
        "  was due yesterday\n"
        "\nUpcoming events\nNone yet.\n"
        "\nRecent activities\n"
        "2026-06-20  Call                Speakers\n"
        "  follow-up due 2026-06-28, 2 days ago\n"
        "2026-06-10  Call                Dues\n"
        "  Settled.\n");
    shows_not(state, &kind_affiliate, "CAMA", "Not held");
    shows(state, &kind_person, "Ada", "\nActivities\n2026-06-20  Call");
}

static void events_say_who_comes(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_event, "title", "Summit", "host", "CAMA", "from", "2026-09-01", "to",
        "2026-09-03", NULL);
    office_add(office, &kind_event, "title", "Retreat", "host", "CAMA", "to", "2026-12-31", "state",
        "planned", NULL);
    office_add(office, &kind_event, "title", "Called off", "host", "CAMA", "from", "2026-10-01",
        "state", "cancelled", NULL);
    office_add(
        office, &kind_attendance, "event", "Summit", "person", "Ada", "state", "going", NULL);
    office_add(office, &kind_attendance, "event", "Summit", "person", "Bea", "capacity", "speaker",
        "state", "going", NULL);
    shows(state, &kind_affiliate, "CAMA",
        "\nUpcoming events (2)\n"
        "Summit                                                  2026-09-01 to 2026-09-03\n"
        "  1 attending, 1 of theirs\n"
        "Retreat                                      Planned    until 2026-12-31\n"
        "  none of us registered\n");
    shows(state, &kind_event, "Summit",
        "\nOur attendees (1)\n"
        "Ada Bright                Delegate                   Going\n"
        "\nTheir attendees (1)\n"
        "Bea Cole                  Speaker                    Going      Canadian Admini…\n");
    shows(state, &kind_event, "Retreat", "\nOur attendees\nNone yet.\n");
    shows(state, &kind_person, "Bea", "2026-09-01  Summit ");
}

static void count_members(struct office *office, const char *day, const char *members,
    const char *joint, const char *prospects)
{
    office_add(office, &kind_membership, "affiliate", "CAMA", "day", day, "members", members,
        "joint_members", joint, "prospects", prospects, NULL);
}

static void members_say_how_they_grow(void **state)
{
    struct office *office = *state;
    shows(state, &kind_affiliate, "CAMA", "\nMembership\nNone yet.\n");
    count_members(office, "2026-03-31", "600", "90", "");
    shows(state, &kind_affiliate, "CAMA",
        "\nMembership\n"
        "As of          2026-03-31  3 months ago\n"
        "Members        600\n"
        "Joint members  90\n"
        "Overlap        15.0%\n\n");
    count_members(office, "2026-06-30", "606", "97", "40");
    shows(state, &kind_affiliate, "CAMA",
        "Members        606       +6 since 2026-03-31       600 606\n"
        "Joint members  97        +7 since 2026-03-31       90 97\n"
        "Prospects      40\n"
        "Overlap        16.0%     +1.0 points since 2026-…  15 16\n");
    count_members(office, "2025-07-20", "300", "", "20");
    count_members(office, "2024-06-30", "100", "", "");
    shows(state, &kind_affiliate, "CAMA",
        "Members        606       +306 (+102.0%) in a year  100 300 600 606\n"
        "Joint members  97        +7 since 2026-03-31       90 97\n"
        "Prospects      40        +20 (+100.0%) in a year   20 40\n");
}

static void attend(struct office *office, const char *event, const char *person, const char *state)
{
    office_add(office, &kind_attendance, "event", event, "person", person, "state", state, NULL);
}

static void reciprocity_is_who_came_in_two_years(void **state)
{
    struct office *office = *state;
    static const char *const events[][3] = {{"Theirs now", "CAMA", "2026-06-30"},
        {"Theirs then", "CAMA", "2024-07-01"}, {"Theirs too old", "CAMA", "2024-06-30"},
        {"Theirs ahead", "CAMA", "2026-07-01"}, {"Ours", "", "2025-05-05"},
        {"Ours without them", "", "2025-06-05"}};
    for (size_t i = 0; i < sizeof events / sizeof *events; i++)
        office_add(office, &kind_event, "title", events[i][0], "host", events[i][1], "from",
            events[i][2], NULL);
    attend(office, "Theirs then", "Ada", "attended");
    attend(office, "Theirs then", "Bea", "attended");
    attend(office, "Theirs now", "Ada", "declined");
    attend(office, "Theirs too old", "Ada", "attended");
    attend(office, "Ours", "Bea", "attended");
    attend(office, "Ours without them", "Bea", "invited");
    shows(state, &kind_affiliate, "CAMA",
        "\nReciprocity\n"
        "2026-06-30  Theirs now                                    no one attended\n"
        "2024-07-01  Theirs then                                   1 of us attended\n"
        "2025-05-05  Ours                                          1 of theirs attended\n"
        "In the last 2 years we attended 1 of their 2 events; they attended 1 of ours.\n");
}

static struct id add_term(
    struct office *office, const char *title, const char *year, const char *renews)
{
    char from[] = "2020-01-01", to[] = "2020-12-31";
    memcpy(from, year, 4);
    memcpy(to, year, 4);
    return office_add(office, &kind_agreement, "affiliate", "CAMA", "title", title, "signed_on",
        from, "from", from, "to", to, "renews", renews, NULL);
}

static enum li_err write_unchecked(struct store *store, void *record, struct li_error *err)
{
    return record_write(store, record, err);
}

static void an_agreement_shows_its_chain(void **state)
{
    static const char chain[] =
        "\nRenewal history\n"
        "First term                             Renewed          2023-01-01 to 2023-12-31\n"
        "  superseded\n"
        "Second term                            Renewed          2024-01-01 to 2024-12-31\n"
        "  superseded\n"
        "Third term                             Lapsed           2025-01-01 to 2025-12-31\n";
    struct office *office = *state;
    struct id first = add_term(office, "First term", "2023", "");
    shows_not(state, &kind_agreement, "First term", "Terms, from");
    add_term(office, "Second term", "2024", "First term");
    struct id third = add_term(office, "Third term", "2025", "Second term");
    shows(state, &kind_agreement, "First term", chain);
    shows(state, &kind_agreement, "Second term", chain);
    shows(state, &kind_agreement, "Third term", chain);
    /* Tied into a ring, as two laptops may in good faith, it still ends. */
    struct record *record;
    struct li_error err;
    char id[ID_TEXT_SIZE];
    assert_int_equal(record_load(office->context, &kind_agreement, &first, &record, &err), LI_OK);
    record_set(record, AGREEMENT_RENEWS, id_text(&third, id));
    assert_int_equal(
        journal_write(office->context->store, "A ring", write_unchecked, record, NULL, &err),
        LI_OK);
    record_free(record);
    shows(state, &kind_agreement, "Second term", "\nRenewal history\nFirst term");
}

static void a_commitment_says_what_was_done_about_it(void **state)
{
    struct office *office = *state;
    add_term(office, "Accord", "2026", "");
    office_add(office, &kind_commitment, "agreement", "Accord", "text", "Send a speaker", "whose",
        "ours", NULL);
    shows(state, &kind_agreement, "Accord",
        "\nOur commitments (1)\nSend a speaker\n  No activity yet.\n");
    shows(state, &kind_commitment, "Send a speaker", "\nCompleted\nNone yet.\n");
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Two talks", "measure", "total",
        "target", "2", "commitment", "Send a speaker", NULL);
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Given up", "measure", "yes-no",
        "state", "dropped", "commitment", "Send a speaker", NULL);
    for (int i = 0; i < 2; i++)
        office_add(office, &kind_activity, "affiliate", "CAMA", "kind", "conference-support", "day",
            i ? "2026-06-02" : "2026-05-02", "title", "A talk", "commitment", "Send a speaker",
            NULL);
    shows(state, &kind_agreement, "Accord",
        "Send a speaker\n  1 goal, 2 activities done; last on 2026-06-02\n");
    shows(state, &kind_commitment, "Send a speaker",
        "\nCompleted (2)\n"
        "2026-06-02  Conference support  A talk\n"
        "2026-05-02  Conference support  A talk\n");
}

static void resources_say_who_gave_them(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_resource, "affiliate", "CAMA", "title", "Primer", "shared_on",
        "2026-01-05", "direction", "theirs-to-ours", NULL);
    shows(state, &kind_affiliate, "CAMA",
        "\nShared resources (1)\n"
        "2026-01-05  Primer                           Publication         From them to us\n");
}

#define PAGE_TEST(test) cmocka_unit_test_setup_teardown(test, setup, office_teardown)

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        PAGE_TEST(a_plan_says_what_stands_in_it),
        PAGE_TEST(activities_say_what_waits),
        PAGE_TEST(events_say_who_comes),
        PAGE_TEST(members_say_how_they_grow),
        PAGE_TEST(reciprocity_is_who_came_in_two_years),
        PAGE_TEST(an_agreement_shows_its_chain),
        PAGE_TEST(a_commitment_says_what_was_done_about_it),
        PAGE_TEST(resources_say_who_gave_them),
    };
    return cmocka_run_group_tests_name("page_doings", tests, NULL, NULL);
}
