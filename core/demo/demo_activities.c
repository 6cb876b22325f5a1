/*
 * demo_activities.c: what synthetic affiliates and ours do with each other, in modest proportion:
 * some of each kind, not all with each affiliate.
 */
#include "core/demo/demo_random.h"
#include <assert.h>
#include <stdio.h>

/* One affiliate in this many has it. */
enum {
    PRESIDENT_EVERY = 2,
    DONE_EVERY = 2,
    PLANNED_EVERY = 8,
    FOLLOWED_EVERY = 8,
    COUNTED_EVERY = 6,
    PLAN_EVERY = 8,
    EVENT_EVERY = 20,
    RESOURCE_EVERY = 20,
    TEXT_SIZE = 96
};
enum { STAFF_LIAISON = 2, PRESIDENT = 5 }; /* among the roles as they are seeded */

static const char *const demo_contacts[] = {"call", "call", "email", "meeting", "visit"};
static const char *const demo_plans[] = {"training", "exchange", "visit", "meeting"};
static const char *const demo_directions[] = {"ours-to-theirs", "theirs-to-ours", "both"};
static const char *const demo_subjects[] = {"Dates and rooms", "Conference attendees",
    "Dues and members", "The next term", "A question of ethics", "Two names for the exchange"};
static const char *const demo_gatherings[] = {
    "Annual conference", "Spring meeting", "Winter seminar"};
static const char *const demo_resources[] = {
    "Host handbook", "Welcome letter", "Hard cases for groups", "Benchmarking sheet"};

static bool demo_one_in(struct demo_maker *maker, size_t many)
{
    return demo_random_below(maker, many) == 0;
}

static enum li_err demo_make_term(struct demo_maker *maker, const struct id *person, size_t role,
    const struct id *affiliate, int days, struct li_error *err)
{
    struct insert *row = maker->insert[DEMO_ASSIGNMENT];
    struct id id = demo_random_id(maker);
    day_t from = maker->context->today - demo_random_between(maker, 1, 364);
    insert_id(row, 0, &id);
    insert_id(row, 1, person);
    insert_id(row, 2, &maker->roles.list[role]);
    insert_id(row, 3, affiliate);
    insert_int(row, 4, 1);
    insert_text(row, 5, demo_random_day(maker, from));
    if (days)
        insert_text(row, 6, demo_random_day(maker, from + days));
    return insert_row(row, err);
}

enum li_err demo_activities_add_terms(
    struct demo_maker *maker, const struct demo_office *office, struct li_error *err)
{
    assert(maker && office);
    if (maker->roles.count <= PRESIDENT)
        return LI_OK;
    enum li_err code =
        demo_make_term(maker, &maker->liaison, STAFF_LIAISON, &office->affiliate, 0, err);
    if (!code && demo_one_in(maker, PRESIDENT_EVERY))
        code = demo_make_term(maker, &office->person[0], PRESIDENT, &office->affiliate, 365, err);
    return code;
}

enum li_err demo_activities_add_plan(
    struct demo_maker *maker, struct demo_office *office, struct li_error *err)
{
    assert(maker && office);
    struct insert *row = maker->insert[DEMO_PLAN];
    office->planned = demo_one_in(maker, PLAN_EVERY);
    if (!office->planned)
        return LI_OK;
    office->plan = demo_random_id(maker);
    insert_id(row, 0, &office->plan);
    insert_id(row, 1, &office->affiliate);
    insert_int(row, 2, maker->year);
    insert_text(row, 3, "agreed");
    insert_text(row, 4,
        demo_random_day(maker, maker->context->today - demo_random_between(maker, 30, 300)));
    insert_text(row, 5, "Trainings and an exchange.");
    return insert_row(row, err);
}

static enum li_err demo_make_activity(
    struct demo_maker *maker, const struct demo_office *office, bool planned, struct li_error *err)
{
    struct insert *row = maker->insert[DEMO_ACTIVITY];
    struct id id = demo_random_id(maker);
    day_t today = maker->context->today;
    day_t day = planned ? today + demo_random_between(maker, 1, 90)
                        : today - demo_random_between(maker, 0, 400);
    insert_id(row, 0, &id);
    insert_id(row, 1, &office->affiliate);
    insert_text(row, 2, demo_random_day(maker, day));
    insert_text(row, 3, planned ? DEMO_ANY(maker, demo_plans) : DEMO_ANY(maker, demo_contacts));
    insert_text(row, 4, planned ? "planned" : "done");
    insert_text(row, 5, DEMO_ANY(maker, demo_subjects));
    insert_text(row, 6, DEMO_ANY(maker, demo_directions));
    insert_id(row, 7, &maker->liaison);
    insert_id(row, 8, &office->person[0]);
    insert_id(row, 9, office->planned ? &office->plan : NULL);
    insert_id(row, 10, demo_random_any_id(maker, &maker->areas));
    if (!planned && demo_one_in(maker, FOLLOWED_EVERY))
        insert_text(row, 11, demo_random_day(maker, day + demo_random_between(maker, 5, 60)));
    return insert_row(row, err);
}

/* Counted a year ago and lately. */
static enum li_err demo_make_counts(
    struct demo_maker *maker, const struct demo_office *office, struct li_error *err)
{
    struct insert *row = maker->insert[DEMO_MEMBERSHIP];
    enum li_err code = LI_OK;
    int members = demo_random_between(maker, 80, 3000);
    for (int ago = 1; ago >= 0 && !code; ago--) {
        struct id id = demo_random_id(maker);
        insert_id(row, 0, &id);
        insert_id(row, 1, &office->affiliate);
        insert_text(row, 2, demo_random_day(maker, maker->context->today - 365 * ago - 20));
        insert_int(row, 3, members);
        insert_int(row, 4, members * demo_random_between(maker, 5, 40) / 100);
        insert_int(row, 5, members * demo_random_between(maker, 5, 20) / 100);
        code = insert_row(row, err);
        members += demo_random_between(maker, -members / 20, members / 10);
    }
    return code;
}

static enum li_err demo_make_attendance(
    struct demo_maker *maker, const struct id *event, bool past, struct li_error *err)
{
    struct insert *row = maker->insert[DEMO_ATTENDANCE];
    struct id id = demo_random_id(maker);
    insert_id(row, 0, &id);
    insert_id(row, 1, event);
    insert_id(row, 2, &maker->liaison);
    insert_text(row, 3, "delegate");
    insert_text(row, 4, past ? "attended" : "going");
    return insert_row(row, err);
}

/* Half of them with one of our people. */
static enum li_err demo_make_event(
    struct demo_maker *maker, const struct demo_office *office, struct li_error *err)
{
    struct insert *row = maker->insert[DEMO_EVENT];
    struct id id = demo_random_id(maker);
    day_t today = maker->context->today, from = today + demo_random_between(maker, -400, 300);
    char title[TEXT_SIZE];
    snprintf(title, sizeof title, "%s %lld", DEMO_ANY(maker, demo_gatherings),
        (long long)office->number);
    insert_id(row, 0, &id);
    insert_text(row, 1, title);
    insert_id(row, 2, &office->affiliate);
    insert_text(row, 3, demo_random_day(maker, from));
    insert_text(row, 4, demo_random_day(maker, from + 2));
    insert_id(row, 6, demo_random_any_id(maker, &maker->countries));
    insert_text(row, 7, "conference");
    insert_text(row, 8, "confirmed");
    enum li_err code = insert_row(row, err);
    return code || demo_one_in(maker, 2) ? code
                                         : demo_make_attendance(maker, &id, from + 2 < today, err);
}

static enum li_err demo_make_resource(
    struct demo_maker *maker, const struct demo_office *office, struct li_error *err)
{
    struct insert *row = maker->insert[DEMO_RESOURCE];
    struct id id = demo_random_id(maker);
    insert_id(row, 0, &id);
    insert_text(row, 1, DEMO_ANY(maker, demo_resources));
    insert_text(row, 2, "template");
    insert_id(row, 3, &office->affiliate);
    insert_text(row, 4, DEMO_ANY(maker, demo_directions));
    insert_text(
        row, 5, demo_random_day(maker, maker->context->today - demo_random_between(maker, 0, 700)));
    return insert_row(row, err);
}

enum li_err demo_activities_add(
    struct demo_maker *maker, const struct demo_office *office, struct li_error *err)
{
    assert(maker && office);
    enum li_err code = LI_OK;
    if (demo_one_in(maker, DONE_EVERY))
        code = demo_make_activity(maker, office, false, err);
    if (!code && demo_one_in(maker, PLANNED_EVERY))
        code = demo_make_activity(maker, office, true, err);
    if (!code && demo_one_in(maker, COUNTED_EVERY))
        code = demo_make_counts(maker, office, err);
    if (!code && demo_one_in(maker, EVENT_EVERY))
        code = demo_make_event(maker, office, err);
    if (!code && demo_one_in(maker, RESOURCE_EVERY))
        code = demo_make_resource(maker, office, err);
    return code;
}
