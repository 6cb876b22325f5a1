/*
 * demo_synthetic.c: synthetic affiliates, as many as asked for, made from word lists: to try and to
 * measure the program on many records. On one day the same seed gives the same records.
 */
#include "core/demo/demo.h"
#include "core/demo/demo_random.h"
#include "data/base/memory.h"
#include "data/journal/journal.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    GOALS = 2,
    ENTRIES = 5,        /* of each goal */
    LOOKED_AFTER = 200, /* affiliates by one of our people */
    PROGRESS_EVERY = 1000,
    PLACE_SIZE = 32,
    TEXT_SIZE = 96
};

static const char *const demo_ways[] = {"North", "South", "East", "West", "Upper", "Lower", "Old",
    "New", "Great", "Little", "Inner", "Outer"};
static const char *const demo_roots[] = {"Alder", "Birch", "Cedar", "Damson", "Elder", "Fern",
    "Gorse", "Hazel", "Ivory", "Juniper", "Kestrel", "Larch", "Maple", "Nettle", "Olive", "Plover",
    "Quince", "Rowan", "Sorrel", "Thistle", "Umber", "Violet", "Willow", "Yarrow"};
static const char *const demo_ends[] = {"bay", "bridge", "brook", "dale", "field", "ford", "gate",
    "haven", "hill", "lake", "mere", "moor", "ridge", "shore", "vale", "wick"};
static const char *const demo_bodies[] = {"Association of City Managers of",
    "Municipal Association of", "League of Cities of", "Association of Local Authorities of",
    "Society of Town Clerks of", "Federation of Municipalities of"};
static const char *const demo_given[] = {"Aurelio", "Brónach", "Chidi", "Dagny", "Eliška",
    "Farrukh", "Greta", "Hinewai", "Ishaan", "Jolanta", "Kofi", "Leilani", "Mateus", "Nomvula",
    "Oksana", "Pranav", "Quetzal", "Rahel", "Sakura", "Tomasz", "Ülkü", "Violeta", "Wiremu",
    "Xiadani", "Yusuf", "Zuzana"};
static const char *const demo_posts[] = {
    "President", "Secretary", "Executive director", "City manager", "Board member"};
static const char *const demo_tongues[] = {"English", "Spanish", "French", "Portuguese", "Hindi"};
static const char *const demo_affiliate_kinds[] = {"state", "national", "equity", "international"};
static const char *const demo_agreement_kinds[] = {"affiliation", "memorandum", "partnership"};
static const char *const demo_sides[] = {"ours", "theirs", "both"};
static const char *const demo_cadences[] = {"monthly", "quarterly"};
static const char *const demo_notes[] = {"As planned.", "Slower than hoped.", "A good month.",
    "Two more have asked.", "Postponed a week.", "The hosts were pleased.", "Budget is settled.",
    NULL};
static const struct {
    const char *title, *measure, *unit;
    int baseline, target;
} demo_aims[] = {
    {"Train managers in ethics", "total", "managers", 0, 40},
    {"Joint members", "level", "members", 20, 120},
    {"Exchange of managers", "total", "visits", 0, 12},
    {"Young professionals paired", "total", "pairs", 0, 25},
    {"Fewer days to an answer", "level", "days", 14, 3},
    {"Talks for the profession", "total", "talks", 0, 20},
    {"Municipalities in the benchmark", "level", "municipalities", 5, 60},
    {"Women in the leadership course", "level", "participants", 4, 30},
};

static enum li_err demo_make_affiliate(
    struct demo_maker *maker, struct demo_office *office, struct li_error *err)
{
    struct insert *row = maker->insert[DEMO_AFFILIATE];
    long long number = (long long)office->number;
    char place[PLACE_SIZE], code[TEXT_SIZE], name[TEXT_SIZE], email[TEXT_SIZE];
    snprintf(place, sizeof place, "%s %s%s", DEMO_ANY(maker, demo_ways),
        DEMO_ANY(maker, demo_roots), DEMO_ANY(maker, demo_ends));
    snprintf(code, sizeof code, "%.3s%lld", DEMO_ANY(maker, demo_roots), number);
    snprintf(name, sizeof name, "%s %s", DEMO_ANY(maker, demo_bodies), place);
    snprintf(email, sizeof email, "office%lld@example.org", number);
    office->affiliate = demo_random_id(maker);
    insert_id(row, 0, &office->affiliate);
    insert_text(row, 1, code);
    insert_text(row, 2, name);
    insert_text(row, 3, DEMO_ANY(maker, demo_affiliate_kinds));
    insert_id(row, 4, demo_random_any_id(maker, &maker->countries));
    insert_text(row, 5, place);
    insert_text(row, 6, email);
    insert_text(row, 7,
        demo_random_day(maker, maker->context->today - demo_random_between(maker, 100, 9000)));
    insert_text(row, 8, demo_random_below(maker, 12) == 0 ? "dormant" : "active");
    insert_text(row, 9, demo_random_below(maker, 3) == 0 ? "synthetic, coast" : "synthetic");
    return insert_row(row, err);
}

/* A person of the affiliate or, if it is NULL, of ours. */
static enum li_err demo_make_person(struct demo_maker *maker, int64_t number,
    const struct id *affiliate, struct id *id, struct li_error *err)
{
    struct insert *row = maker->insert[DEMO_PERSON];
    char name[TEXT_SIZE], email[TEXT_SIZE];
    snprintf(name, sizeof name, "%s %s%s", DEMO_ANY(maker, demo_given), DEMO_ANY(maker, demo_roots),
        DEMO_ANY(maker, demo_ends));
    snprintf(email, sizeof email, "%s%lld@example.org", affiliate ? "person" : "staff",
        (long long)number);
    *id = demo_random_id(maker);
    insert_id(row, 0, id);
    insert_text(row, 1, name);
    insert_text(row, 2, affiliate ? DEMO_ANY(maker, demo_posts) : "Staff liaison");
    insert_id(row, 3, affiliate);
    insert_text(row, 4, email);
    insert_text(row, 5, DEMO_ANY(maker, demo_tongues));
    return insert_row(row, err);
}

static enum li_err demo_make_agreement(
    struct demo_maker *maker, struct demo_office *office, struct li_error *err)
{
    struct insert *row = maker->insert[DEMO_AGREEMENT];
    day_t from = maker->context->today - demo_random_between(maker, 0, 1200);
    char title[TEXT_SIZE];
    snprintf(title, sizeof title, "Agreement %lld", (long long)office->number);
    office->agreement = demo_random_id(maker);
    insert_id(row, 0, &office->agreement);
    insert_id(row, 1, &office->affiliate);
    insert_text(row, 2, title);
    insert_text(row, 3, DEMO_ANY(maker, demo_agreement_kinds));
    if (demo_random_below(maker, 8) > 0)
        insert_text(row, 4, demo_random_day(maker, from - 10));
    insert_text(row, 5, demo_random_day(maker, from));
    insert_text(row, 6, demo_random_day(maker, from + 365 * demo_random_between(maker, 1, 3)));
    insert_int(row, 7, 90);
    return insert_row(row, err);
}

/* A series from the baseline towards the target, one entry a month up to today. */
static enum li_err demo_make_entries(
    struct demo_maker *maker, const struct id *goal, size_t aim, struct li_error *err)
{
    struct insert *row = maker->insert[DEMO_PROGRESS];
    enum li_err code = LI_OK;
    int reached = demo_random_between(maker, 10, 90),
        way = demo_aims[aim].target - demo_aims[aim].baseline;
    for (int i = 1; i <= ENTRIES && !code; i++) {
        int done = way * reached * i / ENTRIES / 100;
        int before = way * reached * (i - 1) / ENTRIES / 100;
        struct id id = demo_random_id(maker);
        insert_id(row, 0, &id);
        insert_id(row, 1, goal);
        insert_text(row, 2,
            demo_random_day(maker,
                maker->context->today - 30 * (ENTRIES - i) - demo_random_between(maker, 0, 25)));
        insert_int(row, 3,
            demo_aims[aim].measure[0] == 't' ? done - before : demo_aims[aim].baseline + done);
        insert_text(row, 4, DEMO_ANY(maker, demo_notes));
        insert_int(row, 5, demo_random_between(maker, 3, 10));
        insert_text(row, 6, DEMO_ANY(maker, demo_given));
        code = insert_row(row, err);
    }
    return code;
}

static enum li_err demo_make_goal(struct demo_maker *maker, const struct demo_office *office,
    const struct id *owner, struct li_error *err)
{
    struct insert *row = maker->insert[DEMO_GOAL];
    size_t aim = demo_random_below(maker, DEMO_COUNT(demo_aims));
    struct id id = demo_random_id(maker);
    day_t start = maker->context->today - demo_random_between(maker, 30 * ENTRIES, 700);
    char title[TEXT_SIZE];
    snprintf(title, sizeof title, "%s, %s", demo_aims[aim].title, DEMO_ANY(maker, demo_roots));
    insert_id(row, 0, &id);
    insert_id(row, 1, &office->affiliate);
    insert_text(row, 2, title);
    insert_id(row, 3, &office->agreement);
    insert_id(row, 4, demo_random_any_id(maker, &maker->areas));
    insert_text(row, 5, DEMO_ANY(maker, demo_sides));
    insert_id(row, 6, owner);
    insert_text(row, 7, demo_aims[aim].measure);
    insert_text(row, 8, demo_aims[aim].unit);
    insert_int(row, 9, demo_aims[aim].baseline);
    insert_int(row, 10, demo_aims[aim].target);
    insert_text(row, 11, demo_random_day(maker, start));
    insert_text(row, 12, demo_random_day(maker, start + demo_random_between(maker, 200, 900)));
    insert_text(row, 13, DEMO_ANY(maker, demo_cadences));
    insert_text(row, 14, "open");
    insert_int(row, 15, 1);
    insert_id(row, 16, office->planned ? &office->plan : NULL);
    enum li_err code = insert_row(row, err);
    return !code ? demo_make_entries(maker, &id, aim, err) : code;
}

static enum li_err demo_make_people(
    struct demo_maker *maker, struct demo_office *office, struct li_error *err)
{
    enum li_err code = LI_OK;
    if ((office->number - 1) % LOOKED_AFTER == 0)
        code = demo_make_person(maker, office->number, NULL, &maker->liaison, err);
    for (int i = 0; i < DEMO_PEOPLE && !code; i++)
        code = demo_make_person(
            maker, office->number * DEMO_PEOPLE + i, &office->affiliate, &office->person[i], err);
    return code;
}

/* One affiliate and all that belongs to it. */
static enum li_err demo_make_office(struct demo_maker *maker, int64_t number, struct li_error *err)
{
    struct demo_office office = {.number = number};
    enum li_err code = demo_make_affiliate(maker, &office, err);
    if (!code)
        code = demo_make_people(maker, &office, err);
    if (!code)
        code = demo_activities_add_terms(maker, &office, err);
    if (!code)
        code = demo_make_agreement(maker, &office, err);
    if (!code)
        code = demo_activities_add_plan(maker, &office, err);
    for (int i = 0; i < GOALS && !code; i++)
        code = demo_make_goal(maker, &office, &office.person[i % DEMO_PEOPLE], err);
    return !code ? demo_activities_add(maker, &office, err) : code;
}

struct synthetic_run {
    struct demo_maker maker;
    int64_t rows;
    void (*progress)(void *arg, int64_t done, int64_t total);
    void *arg;
};

static enum li_err demo_make_all(struct store *store, void *arg, struct li_error *err)
{
    struct synthetic_run *all = arg;
    enum li_err code = demo_random_open(&all->maker, store, err);
    for (int64_t done = 0; done < all->rows && !code; done++) {
        code = demo_make_office(&all->maker, done + 1, err);
        if (!code)
            code = journal_checkpoint(store, err);
        if (all->progress && (done + 1) % PROGRESS_EVERY == 0)
            all->progress(all->arg, done + 1, all->rows);
    }
    return code;
}

enum li_err demo_synthetic(struct context *context, int64_t rows, uint64_t seed,
    void (*progress)(void *arg, int64_t done, int64_t total), void *arg, struct li_error *err)
{
    assert(rows >= 0);
    struct li_error own = {0};
    struct synthetic_run all = {.maker = {.context = context, .random = seed},
        .rows = rows,
        .progress = progress,
        .arg = arg};
    char *label = li_format("Add %lld synthetic affiliates", (long long)rows);
    enum li_err code =
        journal_write(context->store, label, demo_make_all, &all, NULL, err ? err : &own);
    demo_random_close(&all.maker);
    free(label);
    return code;
}
