/*
 * test_walks.c: a liaison's day and a staff member's year end, walked through from the first screen
 * to the last, every screen expected whole; and the keys that the work done most takes.
 */
#include "tests/support/check.h"
#include "tests/support/walk.h"
#include <stdlib.h>
#include <string.h>

#define SAVE "\023"

static void a_liaisons_day(void **state)
{
    static const struct walk_step day[] = {
        {"", NULL, "Today — mine", "day-1-today"},
        {"\r", NULL, "Log progress", NULL},
        {"", "3", "50%, on track", NULL},
        {"\t", "Regina, full house.", "full house.", "day-2-log"},
        {"\r", NULL, "40%, at risk", "day-3-logged"},
        {"jj", NULL, "Enter: log a contact", NULL},
        {"\r", NULL, "Log a contact", "day-4-contact"},
        {"\t\t", "Autumn conference", "Autumn conference", NULL},
        {"\t", "+2w", "+2w", "day-5-contact-typed"},
        {"\r", NULL, "Follow-ups  1", "day-6-followed"},
        {"g", NULL, "Enter: log progress", NULL},
        {"z", "fri", "fri", "day-7-put-off"},
        {"\r", NULL, "Snoozed \"", "day-8-less-to-do"},
        {"u", NULL, "Undid", NULL},
        {"2", NULL, "Affiliates", NULL},
        {"/", "cama", "1 of 1", NULL},
        {"\r\r", NULL, "Contact: last on 2026-06-30, today", "day-9-affiliate"},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_start_today(&desk, 24, 80);
    WALK(&desk, day);
    desk_expect(&desk, "liaise list activity --columns kind,title,follow_up_on --format csv",
        "kind,title,follow_up_on\ncall,Autumn conference,2026-07-14\n");
    desk_expect(&desk, "liaise list progress value:3 --columns note --format csv",
        "note\n\"Regina, full house.\"\n");
    desk_close(&desk);
}

/* What a region and one of its affiliates have behind them in December. */
static const char year_behind[] =
    "set -e\n"
    "liaise add person name='Wren Abernethy' >/dev/null\n"
    "liaise assign FLMA Wren 'Staff liaison' --on 2025-01-01 >/dev/null\n"
    "liaise add plan affiliate=FLMA year=2026 state=agreed agreed_on=2026-01-20 >/dev/null\n"
    "liaise set goal 'Train 30 managers' plan='FLMA 2026'\n"
    "liaise --today 2026-11-30 log 'Train 30 managers' 24 >/dev/null\n"
    "liaise add goal affiliate=FLMA title='Dues survey' measure=milestones start=2026-01-01"
    " due=2026-10-31 plan='FLMA 2026' area=Ethics >/dev/null\n"
    "liaise add milestone goal='Dues survey' title='Draft the questions' due=2026-03-31"
    " done_on=2026-03-20 >/dev/null\n"
    "liaise add activity affiliate=FLMA plan='FLMA 2026' kind=visit title='Visit to Tallahassee'"
    " state=planned day=2026-10-05 area=Ethics >/dev/null\n";

static void a_year_end(void **state)
{
    static const struct walk_step december[] = {
        {"", NULL, "Today — mine", "year-1-today"},
        {"8", NULL, "FLMA", "year-2-plans"},
        {"R", NULL, "Review 2026 plan for FLMA", "year-3-review"},
        {"\t", "Every chapter answered.", "answered.", NULL},
        {"\t\t", "Six short; goes on in spring.", "spring.", NULL},
        {"\t", "A year of training.", "A year of training.", "year-4-reviewed"},
        {SAVE, NULL, "Plan FLMA 2026 reviewed and closed", "year-5-closed"},
        {"P", NULL, "Draft 2027 plan for FLMA", "year-6-draft"},
        {SAVE, NULL, "Drafted plan FLMA 2027", "year-7-drafted"},
        {"1", NULL, "Today — mine", "year-8-today"},
        {"g", NULL, "Enter: renew", NULL},
        {"\r", NULL, "New agreement", "year-9-renewal"},
        {SAVE, NULL, "Saved: Agreement", "year-10-renewed"},
        {"2", NULL, "1 of 9", NULL},
        {"H", NULL, "0 changes", "year-11-division"},
        {"22223333", NULL, "8 changes", "year-12-divided"},
        {SAVE, NULL, "Handed over 8 affiliates in Southeast", NULL},
        {"d", NULL, "Directory", "year-13-directory"},
        {"W", NULL, "Workload", "year-14-workload"},
    };
    struct desk desk;
    (void)state;
    desk_open_sample(&desk, "region");
    desk_run(&desk, year_behind);
    setenv("LIAISE_TODAY", "2026-12-15", 1);
    desk_start_today(&desk, 24, 80);
    WALK(&desk, december);
    desk_expect(&desk, "liaise list plan --columns year,state,review --sort year --format csv",
        "year,state,review\n2026,closed,A year of training.\n2027,draft,\n");
    desk_run(&desk, "liaise check >/dev/null");
    desk_close(&desk);
}

static void a_call_with_a_follow_up_from_the_affiliate(void **state)
{
    static const struct walk_step way_there[] = {
        {"2/", "cama", "1 of 1", NULL}, {"\r\r", NULL, "Our people", NULL}};
    static const struct walk_step call[] = {
        {"c", NULL, "Log a contact", NULL},
        {"\t\t", "Autumn conference", "Autumn conference", NULL},
        {"\t", "+2w", "2026-07-14", NULL},
        {"\r", NULL, "Logged. Call with", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_start_today(&desk, 24, 80);
    WALK(&desk, way_there);
    walk_is_listed("Log a call with a follow-up, from the affiliate", WALK(&desk, call));
    desk_expect(&desk, "liaise list activity --columns kind,title,follow_up_on --format csv",
        "kind,title,follow_up_on\ncall,Autumn conference,2026-07-14\n");
    desk_close(&desk);
}

static void an_agreement_renewed_from_today(void **state)
{
    static const struct walk_step renewal[] = {
        {"jj", NULL, "Enter: renew", NULL},
        {"\r", NULL, "New agreement", NULL},
        {SAVE, NULL, "Saved: Agreement", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_start_today(&desk, 24, 80);
    terminal_shows(desk.terminal, "5 items");
    terminal_shows(desk.terminal, "Vacant roles  1");
    walk_is_listed("Renew an agreement, from Today", WALK(&desk, renewal));
    desk_expect(&desk, "liaise list agreement -renews:none --columns from --format csv",
        "from\n2026-09-01\n");
    desk_close(&desk);
}

static void eight_states_handed_over(void **state)
{
    static const struct walk_step portfolio[] = {
        {"H", NULL, "0 changes", NULL},
        {"22222233", NULL, "8 changes", NULL},
        {SAVE, NULL, "Handed over 8 affiliates in Southeast", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open_sample(&desk, "region");
    desk_run(&desk, year_behind);
    desk_start(&desk, 24, 80);
    terminal_shows(desk.terminal, "1 of 9");
    walk_is_listed("Hand over a portfolio of eight states", WALK(&desk, portfolio));
    desk_expect(&desk,
        "liaise list assignment person:Solveig state:current -affiliate:none"
        " --format csv | tail -n +2 | wc -l | tr -d ' '",
        "6\n");
    desk_close(&desk);
}

static void the_plan_of_next_year_drafted(void **state)
{
    static const struct walk_step draft[] = {
        {"P", NULL, "Draft 2027 plan for FLMA", NULL},
        {SAVE, NULL, "Drafted plan FLMA 2027", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open_sample(&desk, "region");
    desk_run(&desk, year_behind);
    setenv("LIAISE_TODAY", "2026-12-15", 1);
    desk_start_today(&desk, 24, 80);
    terminal_type(desk.terminal, "8");
    terminal_shows(desk.terminal, "1 of 1");
    walk_is_listed("Draft next year's plan, from this year's", WALK(&desk, draft));
    desk_expect(
        &desk, "liaise list plan --columns year --sort year --format csv", "year\n2026\n2027\n");
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_liaisons_day),
        cmocka_unit_test(a_year_end),
        cmocka_unit_test(a_call_with_a_follow_up_from_the_affiliate),
        cmocka_unit_test(an_agreement_renewed_from_today),
        cmocka_unit_test(eight_states_handed_over),
        cmocka_unit_test(the_plan_of_next_year_drafted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
