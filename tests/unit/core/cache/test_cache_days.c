/*
 * test_cache_days.c: whatever is written on whatever day, what is kept of records and said to hold
 * is what the records give.
 */
#include "core/cache/cache_check.h"
#include "core/cache/cache_day.h"
#include "core/cache/cache_refresh.h"
#include "core/cache/cache_table.h"
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/assignment.h"
#include "core/kind/attendance.h"
#include "core/kind/event.h"
#include "core/kind/goal.h"
#include "core/kind/membership.h"
#include "core/kind/milestone.h"
#include "core/kind/person.h"
#include "core/kind/plan.h"
#include "core/kind/progress.h"
#include "core/kind/region.h"
#include "core/kind/role.h"
#include "core/kind/target.h"
#include "core/query/listing.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "data/journal/journal.h"
#include "data/journal/journal_undo.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { GOALS = 3, AGREEMENTS = 1, PLANS = 3, TARGETS = 6, STEPS = 600, PART_STEPS = 1000 };

/* What the other parts of an affiliate's health are drawn from; what refers comes last. */
enum pool {
    AFFILIATES,
    REGIONS,
    ROLES,
    PEOPLE,
    EVENTS,
    ACTIVITIES,
    ATTENDANCES,
    MEMBERSHIPS,
    ASSIGNMENTS,
    POOLS,
    POOL_SIZE = 4
};

struct days {
    struct office *office;
    unsigned seed;
    struct id goals[GOALS], agreements[AGREEMENTS], plans[PLANS], targets[TARGETS];
    struct id pools[POOLS][POOL_SIZE];
    day_t first;
};

static int chance(struct days *days, int most)
{
    return (int)((unsigned)rand_r(&days->seed) % (unsigned)most);
}

static const char *any_day(struct days *days, char out[DAY_TEXT_SIZE])
{
    return date_text(days->first + chance(days, 700) - 200, out);
}

static void change(
    struct days *days, const struct kind *kind, const struct id *id, int field, const char *value)
{
    struct li_error err;
    struct record *record;
    if (record_load(days->office->context, kind, id, &record, &err) != LI_OK)
        return; /* its addition was taken back */
    record_set(record, field, value);
    /* A rule may refuse it: nothing has changed then. */
    record_save(days->office->context, record, &err);
    record_free(record);
}

static void log_something(struct days *days)
{
    char goal[ID_TEXT_SIZE], day[DAY_TEXT_SIZE], value[16];
    const struct id *id = &days->goals[chance(days, GOALS)];
    struct record *record;
    struct li_error err;
    if (record_load(days->office->context, &kind_goal, id, &record, &err) != LI_OK)
        return;
    record_free(record);
    snprintf(value, sizeof value, "%d", chance(days, 12));
    date_text(days->office->context->today - chance(days, 60), day);
    office_add(
        days->office, &kind_progress, "goal", id_text(id, goal), "day", day, "value", value, NULL);
}

static void change_goal(struct days *days)
{
    static const int fields[] = {GOAL_DUE, GOAL_STATE, GOAL_WEIGHT, GOAL_AFFILIATE};
    static const char *const states[] = {"open", "open", "dropped", "met"};
    static const char *const weights[] = {"1", "3", "20"};
    char text[ID_TEXT_SIZE];
    const struct id *goal = &days->goals[chance(days, GOALS)];
    const int field = fields[chance(days, 4)];
    change(days, &kind_goal, goal, field,
        field == GOAL_DUE      ? any_day(days, text)
        : field == GOAL_STATE  ? states[chance(days, 4)]
        : field == GOAL_WEIGHT ? weights[chance(days, 3)]
                               : id_text(&days->pools[AFFILIATES][chance(days, 2)], text));
}

/* Where a rule refuses it, the one that stood in its place does still. */
static void add_target(struct days *days)
{
    char plan[ID_TEXT_SIZE], goal[ID_TEXT_SIZE], value[16];
    struct li_error err;
    struct record *target = record_new(days->office->context, &kind_target);
    snprintf(value, sizeof value, "%d", chance(days, 40));
    record_set(target, TARGET_PLAN, id_text(&days->plans[chance(days, PLANS)], plan));
    record_set(target, TARGET_GOAL, id_text(&days->goals[chance(days, GOALS)], goal));
    record_set(target, TARGET_TARGET, value);
    if (record_save(days->office->context, target, &err) == LI_OK)
        days->targets[chance(days, TARGETS)] = target->id;
    record_free(target);
}

static void change_target(struct days *days)
{
    char value[16];
    struct li_error err;
    const struct id *target = &days->targets[chance(days, TARGETS)];
    snprintf(value, sizeof value, "%d", chance(days, 40));
    if (chance(days, 3) == 0)
        record_archive(days->office->context, &kind_target, target, chance(days, 2) == 0, &err);
    else
        change(days, &kind_target, target, TARGET_TARGET, chance(days, 4) ? value : NULL);
}

static void change_plan(struct days *days)
{
    char year[16];
    struct li_error err;
    const struct id *plan = &days->plans[chance(days, PLANS)];
    snprintf(year, sizeof year, "%d", 2025 + chance(days, 4));
    if (chance(days, 3) == 0)
        record_archive(days->office->context, &kind_plan, plan, chance(days, 2) == 0, &err);
    else
        change(days, &kind_plan, plan, PLAN_YEAR, year);
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
    record_archive(days->office->context, &kind_goal, &days->goals[chance(days, GOALS)],
        chance(days, 3) == 0, &err);
}

/* A value of a field that matters, and where it is taken from. */
static const struct value {
    enum pool pool;
    int field;
    bool day;
    enum pool refers; /* 0, where it does not, or to an affiliate */
    const char *words[4];
} values[] = {
    {AFFILIATES, AFFILIATE_NAME, .words = {"Abc"}},
    {AFFILIATES, AFFILIATE_KIND, .words = {"state"}},
    {AFFILIATES, AFFILIATE_STATUS, .words = {"active", "prospect", "active", "ended"}},
    {AFFILIATES, AFFILIATE_CADENCE, .words = {"weekly", "monthly", "yearly"}},
    {AFFILIATES, AFFILIATE_REGION, .refers = REGIONS},
    {REGIONS, REGION_NAME, .words = {"Here", "There"}},
    {ROLES, ROLE_NAME, .words = {"Friend"}},
    {ROLES, ROLE_SIDE, .words = {"ours"}},
    {ROLES, ROLE_REQUIRED, .words = {"1", "0"}},
    {PEOPLE, PERSON_NAME, .words = {"Ada", "Bea"}},
    {PEOPLE, PERSON_ORGANIZATION, .refers = AFFILIATES},
    {EVENTS, EVENT_TITLE, .words = {"Summit"}},
    {EVENTS, EVENT_HOST, .refers = AFFILIATES},
    {EVENTS, EVENT_FROM, .day = true},
    {EVENTS, EVENT_TO, .day = true},
    {ACTIVITIES, ACTIVITY_AFFILIATE, .refers = AFFILIATES},
    {ACTIVITIES, ACTIVITY_DAY, .day = true},
    {ACTIVITIES, ACTIVITY_UNTIL, .day = true},
    {ACTIVITIES, ACTIVITY_STATE, .words = {"done", "done", "planned"}},
    {ATTENDANCES, ATTENDANCE_EVENT, .refers = EVENTS},
    {ATTENDANCES, ATTENDANCE_PERSON, .refers = PEOPLE},
    {ATTENDANCES, ATTENDANCE_STATE, .words = {"attended", "attended", "going"}},
    {MEMBERSHIPS, MEMBERSHIP_AFFILIATE, .refers = AFFILIATES},
    {MEMBERSHIPS, MEMBERSHIP_DAY, .day = true},
    {MEMBERSHIPS, MEMBERSHIP_MEMBERS, .words = {"100", "97", "90"}},
    {MEMBERSHIPS, MEMBERSHIP_JOINT_MEMBERS, .words = {"10", "8", "5"}},
    {ASSIGNMENTS, ASSIGNMENT_PERSON, .refers = PEOPLE},
    {ASSIGNMENTS, ASSIGNMENT_ROLE, .refers = ROLES},
    {ASSIGNMENTS, ASSIGNMENT_AFFILIATE, .refers = AFFILIATES},
    {ASSIGNMENTS, ASSIGNMENT_REGION, .refers = REGIONS},
    {ASSIGNMENTS, ASSIGNMENT_FROM, .day = true},
    {ASSIGNMENTS, ASSIGNMENT_TO, .day = true},
};
static const struct kind *const pool_kinds[POOLS] = {&kind_affiliate, &kind_region, &kind_role,
    &kind_person, &kind_event, &kind_activity, &kind_attendance, &kind_membership,
    &kind_assignment};

/* One of what may stand there, or nothing. */
static const char *any_value(struct days *days, const struct value *value, char out[ID_TEXT_SIZE])
{
    const char *word = value->words[chance(days, 4)];
    if (value->words[0])
        return word ? word : value->words[0];
    if (chance(days, 4) == 0)
        return NULL;
    if (value->day)
        return date_text(days->first + chance(days, 1500) - 900, out);
    return id_text(&days->pools[value->refers][chance(days, POOL_SIZE)], out);
}

/* In the place of another; a rule may refuse it, as may what it refers to being gone. */
static void add_to(struct days *days, enum pool pool)
{
    char text[ID_TEXT_SIZE];
    struct li_error err;
    struct record *record = record_new(days->office->context, pool_kinds[pool]);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (values[i].pool == pool)
            record_set(record, values[i].field, any_value(days, &values[i], text));
    if (record_save(days->office->context, record, &err) == LI_OK)
        days->pools[pool][chance(days, POOL_SIZE)] = record->id;
    record_free(record);
}

static void add_any(struct days *days)
{
    add_to(days, (enum pool)chance(days, POOLS));
}

static void change_any(struct days *days)
{
    char text[ID_TEXT_SIZE];
    const struct value *value = &values[chance(days, sizeof values / sizeof *values)];
    change(days, pool_kinds[value->pool], &days->pools[value->pool][chance(days, POOL_SIZE)],
        value->field, any_value(days, value, text));
}

static void archive_any(struct days *days)
{
    struct li_error err;
    int pool = chance(days, POOLS);
    record_archive(days->office->context, pool_kinds[pool],
        &days->pools[pool][chance(days, POOL_SIZE)], chance(days, 3) == 0, &err);
}

static void take_back(struct days *days)
{
    struct li_error err;
    struct journal_undo_result undone;
    if (journal_undo(days->office->context->store, NULL, NULL, &undone, &err) == LI_OK)
        free(undone.label);
}

/* Mostly forwards, as days go; sometimes back, as --today does. */
static void move_day(struct days *days)
{
    days->office->context->today += chance(days, 5) ? chance(days, 40) : -chance(days, 60);
}

static void freshen_some(struct days *days)
{
    struct cache_refresh *freshening = cache_refresh_new(days->office->context);
    for (int slices = chance(days, 8); slices > 0 && cache_refresh_work(freshening); slices--)
        ;
    cache_refresh_free(freshening);
}

/* What another program would take to hold. */
static void look_at_stored_day(struct days *days)
{
    cache_day_load(days->office->context);
}

typedef void (*step)(struct days *days);
static const step on_goals[] = {log_something, log_something, change_goal, change_agreement,
    archive_goal, add_target, change_target, change_plan, take_back, move_day, move_day,
    freshen_some, look_at_stored_day, NULL};
static const step on_parts[] = {add_any, add_any, add_any, change_any, change_any, change_any,
    change_any, archive_any, take_back, move_day, freshen_some, look_at_stored_day, NULL};

static void set_up_goals(struct days *days)
{
    days->pools[AFFILIATES][0] = office_add(
        days->office, &kind_affiliate, "code", "AB", "name", "Abc", "kind", "state", NULL);
    days->pools[AFFILIATES][1] = office_add(
        days->office, &kind_affiliate, "code", "CD", "name", "Cde", "kind", "state", NULL);
    for (int i = 0; i < GOALS; i++) {
        char title[32];
        snprintf(title, sizeof title, "Goal %d", i);
        days->goals[i] = office_add(days->office, &kind_goal, "affiliate", "AB", "title", title,
            "measure", i % 2 ? "total" : "level", "target", "30", "start", "2026-01-01", "due",
            "2026-12-31", "cadence", i % 3 ? "monthly" : "quarterly", NULL);
    }
    for (int i = 0; i < PLANS; i++) {
        char year[16];
        snprintf(year, sizeof year, "%d", 2025 + i);
        days->plans[i] =
            office_add(days->office, &kind_plan, "affiliate", "AB", "year", year, NULL);
    }
    for (int i = 0; i < AGREEMENTS; i++) {
        char title[32];
        snprintf(title, sizeof title, "Agreement %d", i);
        days->agreements[i] = office_add(days->office, &kind_agreement, "affiliate", "AB", "title",
            title, "signed_on", "2024-01-01", "from", "2024-01-01", "to", "2026-09-30", NULL);
    }
}

/* Enough of each for the others to refer to. */
static void set_up_parts(struct days *days)
{
    for (int pool = 0; pool < POOLS; pool++)
        for (int i = 0; i < 4 * POOL_SIZE; i++)
            add_to(days, (enum pool)pool);
}

static void stop_at_finding(void *arg, const char *finding)
{
    fail_msg("after %d steps: %s", *(int *)arg, finding);
}

/* A list by what is kept has what the records themselves say. */
static void lists_agree(struct office *office, const struct kind *kind, const char *health)
{
    struct li_error err;
    char *filter = li_format("health:%s", health);
    char *sql = li_format("SELECT count(*) FROM \"%s\" r WHERE r.archived_on IS NULL AND %s = '%s'",
        kind->name, kind->fields[kind_field(kind, "health")].sql, health);
    char *count = office_ask(office, sql);
    struct listing listing = {.kind = kind, .filter = filter};
    assert_int_equal(listing_count(office->context, &listing, &err), atoi(count));
    free(count);
    free(sql);
    free(filter);
}

/* So have the scores of affiliates, by what is kept of them. */
static void scores_agree(struct office *office)
{
    const struct field *score = &kind_affiliate.fields[AFFILIATE_SCORE];
    char *sql;
    FILE *out = li_text_open(&sql);
    fprintf(out, "SELECT count(*) FROM affiliate r");
    cache_table_join(&kind_affiliate, out);
    fputs(" WHERE (", out);
    cache_table_value(&kind_affiliate, score, out);
    fprintf(out, ") IS NOT %s", score->sql);
    li_text_close(out);
    char *differ = office_ask(office, sql);
    assert_string_equal(differ, "0");
    free(differ);
    free(sql);
}

static void expect_always(struct office *office, void (*set_up)(struct days *days),
    const step *steps, int count, const struct kind *kind)
{
    const char *given = getenv("TEST_SEED");
    int step_count = 0;
    struct days days = {.office = office,
        .seed = given ? (unsigned)atoi(given) : (unsigned)time(NULL),
        .first = office->context->today};
    print_message("seed %u (TEST_SEED repeats it)\n", days.seed);
    set_up(&days);
    while (steps[step_count])
        step_count++;
    for (int i = 0; i < count; i++) {
        struct li_error err;
        steps[chance(&days, step_count)](&days);
        if (cache_check_rows(office->context, stop_at_finding, &i, &err))
            fail_msg("%s", err.message);
        scores_agree(office);
        lists_agree(office, kind, "at-risk");
        lists_agree(office, kind, kind == &kind_goal ? "stale" : "off-track");
    }
}

static bool stored_day_is_today(struct context *context)
{
    context->refreshed.version = 0;
    return cache_day_load(context);
}

static void refresh_whole(struct context *context)
{
    struct cache_refresh *refresh = cache_refresh_new(context);
    while (cache_refresh_work(refresh))
        ;
    cache_refresh_free(refresh);
}

static void the_day_on_which_all_rows_hold_is_stored(void **state)
{
    struct office *office = *state;
    struct context *context = office->context;
    refresh_whole(context);
    assert_true(stored_day_is_today(context));
    office_add(office, &kind_affiliate, "code", "AB", "name", "Abc", "kind", "state", NULL);
    assert_true(stored_day_is_today(context));
    context->today++;
    assert_false(stored_day_is_today(context));
    refresh_whole(context);
    assert_true(context->refreshed.version != 0);
    assert_true(stored_day_is_today(context));
    context->today += 30;
    office_add(office, &kind_affiliate, "code", "CD", "name", "Cde", "kind", "state", NULL);
    context->today -= 30;
    assert_false(stored_day_is_today(context));
}

static void what_holds_today_is_what_the_records_give(void **state)
{
    expect_always(*state, set_up_goals, on_goals, STEPS, &kind_goal);
}

static void so_it_is_with_the_other_parts_of_health(void **state)
{
    expect_always(*state, set_up_parts, on_parts, PART_STEPS, &kind_affiliate);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(the_day_on_which_all_rows_hold_is_stored),
        OFFICE_TEST(what_holds_today_is_what_the_records_give),
        OFFICE_TEST(so_it_is_with_the_other_parts_of_health),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
