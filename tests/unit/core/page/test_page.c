/*
 * test_page.c: what stands on the pages of each kind, and how they read as text and Markdown.
 */
#include "core/base/text.h"
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/area.h"
#include "core/kind/assignment.h"
#include "core/kind/attendance.h"
#include "core/kind/commitment.h"
#include "core/kind/decision.h"
#include "core/kind/distinction.h"
#include "core/kind/event.h"
#include "core/kind/goal.h"
#include "core/kind/membership.h"
#include "core/kind/milestone.h"
#include "core/kind/person.h"
#include "core/kind/plan.h"
#include "core/kind/progress.h"
#include "core/kind/resource.h"
#include "core/kind/snooze.h"
#include "core/kind/target.h"
#include "core/kind/view.h"
#include "core/page/page.h"
#include "core/query/lookup.h"
#include "data/base/memory.h"
#include "tests/support/sample_office.h"
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants those before it */
#include <cmocka.h>

static void add_people(struct office *office)
{
    office_add(office, &kind_person, "name", "Ada Bright", "title", "Liaison", NULL);
    office_add(office, &kind_person, "name", "Bea Cole", "organization", "CAMA", NULL);
    office_add(office, &kind_assignment, "person", "Ada", "role", "Staff liaison", "affiliate",
        "CAMA", "from", "2025-01-01", NULL);
    office_add(office, &kind_assignment, "person", "Ada", "role", "Regional director", "region",
        "Southeast", "from", "2025-02-01", NULL);
    office_add(office, &kind_assignment, "person", "Bea", "role", "President", "affiliate", "CAMA",
        "from", "2026-01-01", "to", "2026-12-31", NULL);
    office_add(office, &kind_assignment, "person", "Ada", "role", "Liaison", "affiliate", "CAMA",
        "from", "2020-01-01", "to", "2024-12-31", NULL);
}

static void add_goal(struct office *office)
{
    office_add(office, &kind_goal, "affiliate", "CAMA", "agreement", "Accord", "title", "Train ten",
        "measure", "total", "unit", "managers", "target", "10", "start", "2026-01-01", "due",
        "2026-12-31", "owner", "Ada Bright", "area", "Ethics", NULL);
    office_add(office, &kind_milestone, "goal", "Train ten", "title", "Book a hall", "due",
        "2026-03-01", NULL);
    office_add(office, &kind_milestone, "goal", "Train ten", "title", "Find a trainer", "due",
        "2026-02-01", "done_on", "2026-01-20", NULL);
    office_add(office, &kind_progress, "goal", "Train ten", "day", "2026-03-01", "value", "2",
        "note", "First of all", "by", "Ada", NULL);
    office_add(
        office, &kind_progress, "goal", "Train ten", "day", "2026-06-01", "value", "3", NULL);
}

static void add_relationship(struct office *office)
{
    office_add(office, &kind_plan, "affiliate", "CAMA", "year", "2026", NULL);
    office_add(office, &kind_target, "plan", "CAMA 2026", "goal", "Train ten", "target", "10",
        "comment", "Two halls are booked.", NULL);
    office_add(office, &kind_event, "title", "Summit", "host", "CAMA", "from", "2026-09-01", NULL);
    office_add(office, &kind_attendance, "event", "Summit", "person", "Ada", NULL);
    office_add(
        office, &kind_activity, "affiliate", "CAMA", "kind", "call", "day", "2026-05-02", NULL);
    office_add(office, &kind_membership, "affiliate", "CAMA", "day", "2026-01-01", "members", "600",
        "joint_members", "90", NULL);
    office_add(office, &kind_resource, "affiliate", "CAMA", "title", "Budget primer", NULL);
    office_add(office, &kind_view, "name", "Goals at risk", "kind", "goal", NULL);
    office_add(office, &kind_snooze, "about", "renewal", "until", "2026-08-01", NULL);
    office_add(office, &kind_distinction, "kind", "person", "one", "a", "other", "b", "names",
        "Ada and Ada", NULL);
    office_add(office, &kind_decision, "about", "City of CAMA", "kind", "affiliate", "record", "a",
        "loser", "b", "choice", "keep", NULL);
}

static int setup(void **state)
{
    struct office *office = office_new();
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canadian Administrators", "kind",
        "international", "country", "CA", "region", "Southeast", NULL);
    office_add(office, &kind_affiliate, "code", "BARE", "name", "Bare", "kind", "state", NULL);
    add_people(office);
    office_add(office, &kind_agreement, "affiliate", "CAMA", "title", "Accord", "signed_on",
        "2025-12-15", "from", "2026-01-01", "to", "2026-08-31", NULL);
    office_add(office, &kind_commitment, "agreement", "Accord", "text", "Send a speaker", "whose",
        "ours", NULL);
    add_goal(office);
    add_relationship(office);
    *state = office;
    return 0;
}

static struct page *page_of(struct office *office, const struct kind *kind, const char *name)
{
    struct li_error err = {0};
    struct id id;
    struct page *page = NULL;
    assert_int_equal(lookup(office->context, kind, name, &id, NULL, &err), LI_OK);
    assert_int_equal(page_load(office->context, kind, &id, &page, &err), LI_OK);
    return page;
}

static char *page_text(const struct page *page, int columns)
{
    char *text;
    FILE *out = li_text_open(&text);
    page_write_text(page, columns, out);
    li_text_close(out);
    return text;
}

/* Each of the lines stands in the text, in this order. */
static void expect_lines(const char *text, const char *const *lines)
{
    for (; *lines; lines++) {
        const char *at = strstr(text, *lines);
        if (!at)
            print_error("not there: %s\nin:\n%s\n", *lines, text);
        assert_non_null(at);
        text = at + strlen(*lines);
    }
}

static void expect_page(
    void **state, const struct kind *kind, const char *name, const char *const *lines)
{
    struct page *page = page_of(*state, kind, name);
    char *text = page_text(page, 80);
    expect_lines(text, lines);
    free(text);
    page_free(page);
}

static void an_affiliate_shows_all_that_is_with_it(void **state)
{
    static const char *const lines[] = {
        "Canadian Administrators\nCAMA · International · Canada\n",
        "Health",
        "Goals:",
        "Agreement",
        "Region    Southeast",
        "\nOur people (2)\n",
        "Ada Bright                Staff liaison                 since 2025-01-01\n",
        "Ada Bright                Regional director, Southeast  since 2025-02-01\n",
        "\nTheir people (1)\n",
        "Bea Cole                  President                     2026-01-01 to 2026-12-31\n",
        "\nAgreements (1)\n",
        "Accord",
        "Due for renewal",
        "2026-01-01 to 2026-08-31\n  due for renewal",
        "\nGoals (1)\n",
        "Train ten",
        "[#####.....]  50%     On track\n",
        "\nRecent progress\n",
        "2026-06-01  3           Train ten\n",
        "2026-03-01  2           Train ten                 First of all\n",
        "\nPeople (1)\nBea Cole\n",
        "\nPast officers (1)\n",
        "\nHistory\n",
        "Added\n",
        NULL,
    };
    expect_page(state, &kind_affiliate, "CAMA", lines);
}

static void a_bare_affiliate_says_what_could_be_added(void **state)
{
    static const char *const lines[] = {
        "Our people\nNone yet.\n",
        "Their people\nNone yet.\n",
        "Agreements\nNone yet.\n",
        "Goals\nNone yet.\n",
        "Upcoming events\nNone yet.\n",
        "Recent activities\nNone yet.\n",
        "Membership\nNone yet.\n",
        "History\n",
        NULL,
    };
    expect_page(state, &kind_affiliate, "BARE", lines);
    struct page *page = page_of(*state, &kind_affiliate, "BARE");
    assert_ptr_equal(page->sections[1].adds, &kind_assignment);
    assert_ptr_equal(page->sections[3].adds, &kind_agreement);
    assert_ptr_equal(page->sections[4].adds, &kind_goal);
    assert_ptr_equal(page->sections[5].adds, &kind_event);
    assert_ptr_equal(page->sections[7].adds, &kind_membership);
    page_free(page);
}

static void a_goal_shows_how_far_it_is(void **state)
{
    static const char *const lines[] = {
        "Train ten\n",
        "Health            [#########.........]  50%     On track\n",
        "                  5 of 10 managers, day 180 of 364",
        "Trend             2 5  2 to 5\n",
        "Agreement         Accord\n",
        "Owner             Ada Bright\n",
        "Due date          2026-12-31  in 6 months\n",
        "\nTargets (1)\n",
        "CAMA 2026           10 managers",
        "Open\n  Two halls are booked.\n",
        "\nMilestones (2)\n",
        "[x] Find a trainer",
        "done 2026-01-20\n",
        "[ ] Book a hall",
        "due 2026-03-01\n",
        "\nProgress (2)\n",
        "2026-06-01  3\n",
        "2026-03-01  2           First of all",
        "Ada\n",
        NULL,
    };
    expect_page(state, &kind_goal, "Train ten", lines);
}

/* Of many entries the course shows the last, counted on from what came before. */
static void a_long_course_goes_on_from_before(void **state)
{
    static const char *const lines[] = {"99%     On track", "  2.2 to 59.9\n", NULL};
    struct office *office = *state;
    office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Count", "measure", "total",
        "target", "60", "start", "2026-01-01", "due", "2026-12-31", NULL);
    office_add(office, &kind_progress, "goal", "Count", "day", "2026-06-01", "value", "1.2", NULL);
    for (int i = 1; i < 60; i++)
        office_add(
            office, &kind_progress, "goal", "Count", "day", "2026-06-02", "value", "1", NULL);
    office_add(office, &kind_progress, "goal", "Count", "day", "2026-06-03", "value", "-0.3", NULL);
    expect_page(state, &kind_goal, "Count", lines);
}

static void an_agreement_a_person_and_an_area(void **state)
{
    static const char *const agreement[] = {"Status", "Due for renewal", "Our commitments (1)\n",
        "Send a speaker\n", "Their commitments\nNone yet.\n", "Goals (1)\n", "Train ten", NULL};
    static const char *const person[] = {"Ada Bright\n", "Assignments (2)\n", "Staff liaison",
        "Canadian", "Regional director", "Southeast", "Past assignments (1)\n", "Goals owned (1)\n",
        NULL};
    static const char *const area[] = {"Ethics\nArea\n", "Goals (1)\n", "Train ten", NULL};
    expect_page(state, &kind_agreement, "Accord", agreement);
    expect_page(state, &kind_person, "Ada Bright", person);
    expect_page(state, &kind_area, "Ethics", area);
}

static void every_kind_has_a_page(void **state)
{
    struct office *office = *state;
    for (size_t i = 0; i < kind_count; i++) {
        struct li_error err;
        struct id id;
        struct page *page;
        char *sql = li_format("SELECT id_text(id) FROM \"%s\" LIMIT 1", kinds[i]->name);
        char *text = office_ask(office, sql);
        assert_non_null(text);
        assert_true(id_parse(text, &id));
        assert_int_equal(page_load(office->context, kinds[i], &id, &page, &err), LI_OK);
        assert_true(*page->title && *page->subtitle);
        page_free(page);
        free(text);
        free(sql);
    }
}

/* Names of other records carry them. */
static void names_can_be_followed(void **state)
{
    struct office *office = *state;
    struct page *page = page_of(office, &kind_goal, "Train ten");
    char *owner = office_ask(office, "SELECT id_text(id) FROM person WHERE name = 'Ada Bright'");
    bool found = false;
    for (size_t i = 0; i < page->sections[0].line_count; i++) {
        const struct page_line *line = &page->sections[0].lines[i];
        const struct page_span *last = &line->spans[line->span_count - 1];
        char id[ID_TEXT_SIZE];
        if (last->kind == &kind_person) {
            found = true;
            assert_string_equal(id_text(&last->id, id), owner);
            assert_string_equal(last->text, "Ada Bright");
        }
    }
    assert_true(found);
    free(owner);
    page_free(page);
}

static void no_line_is_wider_than_asked(void **state)
{
    struct page *page = page_of(*state, &kind_goal, "Train ten");
    for (int columns = 60; columns <= 160; columns += 20) {
        char *text = page_text(page, columns), *rest;
        for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
            assert_true(text_width(line) <= columns);
        free(text);
    }
    page_free(page);
}

static void markdown_has_headings_and_lists(void **state)
{
    static const char *const lines[] = {"# Train ten\n", "\n- **Health:** `[", "]` 50% On track\n",
        "- **Owner:** Ada Bright\n", "\n## Milestones (2)\n\n- \\[x\\] Find a trainer", NULL};
    struct page *page = page_of(*state, &kind_goal, "Train ten");
    char *text;
    FILE *out = li_text_open(&text);
    page_write_markdown(page, out);
    li_text_close(out);
    expect_lines(text, lines);
    free(text);
    page_free(page);
}

static void what_data_holds_is_made_safe(void **state)
{
    (void)state;
    struct page_span span = {.type = SPAN_TEXT, .text = "b\xe2\x80\xaex"};
    struct page_line line = {.spans = &span, .span_count = 1};
    struct page_section section = {.heading = "c\nd", .lines = &line, .line_count = 1};
    struct page page = {.title = "a\x1b[31m",
        .subtitle = "",
        .archived = true,
        .sections = &section,
        .section_count = 1};
    char *text = page_text(&page, 80);
    assert_string_equal(text, "a\xef\xbf\xbd[31m\n\nArchived\n\nc d\nb\xef\xbf\xbdx\n");
    free(text);
}

static void a_record_that_is_gone_is_said_to_be(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct id id = id_new();
    struct page *page;
    assert_int_equal(page_load(office->context, &kind_goal, &id, &page, &err), LI_NONE);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_affiliate_shows_all_that_is_with_it),
        cmocka_unit_test(a_bare_affiliate_says_what_could_be_added),
        cmocka_unit_test(a_goal_shows_how_far_it_is),
        cmocka_unit_test(a_long_course_goes_on_from_before),
        cmocka_unit_test(an_agreement_a_person_and_an_area),
        cmocka_unit_test(every_kind_has_a_page),
        cmocka_unit_test(names_can_be_followed),
        cmocka_unit_test(no_line_is_wider_than_asked),
        cmocka_unit_test(markdown_has_headings_and_lists),
        cmocka_unit_test(what_data_holds_is_made_safe),
        cmocka_unit_test(a_record_that_is_gone_is_said_to_be),
    };
    return cmocka_run_group_tests(tests, setup, office_teardown);
}
