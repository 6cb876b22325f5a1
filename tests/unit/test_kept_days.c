/*
 * test_kept_days.c: whatever is written on whatever day, what is kept of records and said to hold
 * is what the records give.
 */
#include "../../core/freshen.h"
#include "../../core/kind/affiliate.h"
#include "../../core/kind/agreement.h"
#include "../../core/kind/goal.h"
#include "../../core/kind/milestone.h"
#include "../../core/kind/progress.h"
#include "../../core/listing.h"
#include "../../data/journal.h"
#include "../../data/memory.h"
#include "office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { GOALS = 3, AGREEMENTS = 1, STEPS = 600 };

struct days {
    struct office *office;
    unsigned seed;
    struct id goals[GOALS], agreements[AGREEMENTS];
    day_t first;
};

static int chance(struct days *days, int most)
{
    return (int)((unsigned)rand_r(&days->seed) % (unsigned)most);
}

static const char *any_day(struct days *days, char out[DAY_TEXT_SIZE])
{
    return day_text(days->first + chance(days, 700) - 200, out);
}

static void change(
    struct days *days, const struct kind *kind, const struct id *id, int field, const char *value)
{
    struct li_error err;
    struct record *record;
    if (record_load(days->office->li, kind, id, &record, &err) != LI_OK)
        return; /* its addition was taken back */
    record_set(record, field, value);
    /* A rule may refuse it: nothing has changed then. */
    record_save(days->office->li, record, &err);
    record_free(record);
}

static void log_something(struct days *days)
{
    char goal[ID_TEXT_SIZE], day[DAY_TEXT_SIZE], value[16];
    const struct id *id = &days->goals[chance(days, GOALS)];
    struct record *record;
    struct li_error err;
    if (record_load(days->office->li, &kind_goal, id, &record, &err) != LI_OK)
        return;
    record_free(record);
    snprintf(value, sizeof value, "%d", chance(days, 12));
    day_text(days->office->li->today - chance(days, 60), day);
    office_add(
        days->office, &kind_progress, "goal", id_text(id, goal), "day", day, "value", value, NULL);
}

static void change_goal(struct days *days)
{
    static const char *const states[] = {"open", "open", "dropped", "met"};
    char day[DAY_TEXT_SIZE];
    const struct id *goal = &days->goals[chance(days, GOALS)];
    if (chance(days, 2))
        change(days, &kind_goal, goal, GOAL_DUE, any_day(days, day));
    else
        change(days, &kind_goal, goal, GOAL_STATE, states[chance(days, 4)]);
}

static void change_agreement(struct days *days)
{
    static const int fields[] = {AGREEMENT_FROM, AGREEMENT_TO, AGREEMENT_ENDED_ON};
    char day[DAY_TEXT_SIZE];
    change(days, &kind_agreement, &days->agreements[chance(days, AGREEMENTS)],
        fields[chance(days, 3)], chance(days, 3) ? any_day(days, day) : NULL);
}

static void archive_goal(struct days *days)
{
    struct li_error err;
    record_archive(days->office->li, &kind_goal, &days->goals[chance(days, GOALS)],
        chance(days, 3) == 0, &err);
}

static void take_back(struct days *days)
{
    struct li_error err;
    struct journal_undone undone;
    if (journal_undo(days->office->li->store, NULL, NULL, &undone, &err) == LI_OK)
        free(undone.label);
}

/* Mostly forwards, as days go; sometimes back, as --today does. */
static void move_day(struct days *days)
{
    days->office->li->today += chance(days, 5) ? chance(days, 40) : -chance(days, 60);
}

static void freshen_some(struct days *days)
{
    struct freshening *freshening = freshen_new(days->office->li);
    for (int slices = chance(days, 8); slices > 0 && freshen_work(freshening); slices--)
        ;
    freshen_free(freshening);
}

static void (*const steps[])(struct days *days) = {log_something, log_something, change_goal,
    change_agreement, archive_goal, take_back, move_day, move_day, freshen_some};

static void set_up(struct days *days)
{
    days->first = days->office->li->today;
    office_add(days->office, &kind_affiliate, "code", "AB", "name", "Abc", "kind", "state", NULL);
    for (int i = 0; i < GOALS; i++) {
        char title[16];
        snprintf(title, sizeof title, "Goal %d", i);
        days->goals[i] = office_add(days->office, &kind_goal, "affiliate", "AB", "title", title,
            "measure", i % 2 ? "total" : "level", "target", "30", "start", "2026-01-01", "due",
            "2026-12-31", "cadence", i % 3 ? "monthly" : "quarterly", NULL);
    }
    for (int i = 0; i < AGREEMENTS; i++) {
        char title[16];
        snprintf(title, sizeof title, "Agreement %d", i);
        days->agreements[i] = office_add(days->office, &kind_agreement, "affiliate", "AB", "title",
            title, "signed_on", "2024-01-01", "from", "2024-01-01", "to", "2026-09-30", NULL);
    }
}

static void stop_at_finding(void *arg, const char *finding)
{
    fail_msg("after %d steps: %s", *(int *)arg, finding);
}

/* A list by what is kept has what the records themselves say. */
static void lists_agree(struct days *days, const char *health)
{
    struct li_error err;
    char *filter = li_format("health:%s", health);
    char *sql = li_format("SELECT count(*) FROM goal r WHERE r.archived_on IS NULL AND %s = '%s'",
        kind_goal.fields[GOAL_HEALTH].sql, health);
    char *count = office_ask(days->office, sql);
    struct listing goals = {.kind = &kind_goal, .filter = filter};
    assert_int_equal(listing_count(days->office->li, &goals, &err), atoi(count));
    free(count);
    free(sql);
    free(filter);
}

static void what_holds_today_is_what_the_records_give(void **state)
{
    const char *given = getenv("TEST_SEED");
    struct days days = {
        .office = *state, .seed = given ? (unsigned)atoi(given) : (unsigned)time(NULL)};
    print_message("seed %u (TEST_SEED repeats it)\n", days.seed);
    set_up(&days);
    for (int step = 0; step < STEPS; step++) {
        struct li_error err;
        steps[chance(&days, sizeof steps / sizeof *steps)](&days);
        if (li_check_derived(days.office->li, stop_at_finding, &step, &err))
            fail_msg("%s", err.message);
        lists_agree(&days, "at-risk");
        lists_agree(&days, "stale");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            what_holds_today_is_what_the_records_give, office_setup, office_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
