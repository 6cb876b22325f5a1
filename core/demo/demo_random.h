/*
 * demo_random.h: what synthetic records are made with: a sequence of numbers that repeats with its
 * seed, ids in order, and an open insert for each table.
 */
#ifndef LI_CORE_DEMO_DEMO_RANDOM_H
#define LI_CORE_DEMO_DEMO_RANDOM_H

#include "core/context/context.h"
#include "data/journal/insert.h"

enum demo_table {
    DEMO_AFFILIATE,
    DEMO_PERSON,
    DEMO_ASSIGNMENT,
    DEMO_AGREEMENT,
    DEMO_PLAN,
    DEMO_GOAL,
    DEMO_PROGRESS,
    DEMO_EVENT,
    DEMO_ATTENDANCE,
    DEMO_ACTIVITY,
    DEMO_MEMBERSHIP,
    DEMO_RESOURCE,
    DEMO_TABLE_COUNT,
};

struct demo_ids {
    struct id *list;
    size_t count;
};

struct demo_maker {
    struct context *context;
    uint64_t random, made;
    int year; /* the current one */
    struct insert *insert[DEMO_TABLE_COUNT];
    char days[6][DAY_TEXT_SIZE]; /* more than a row has */
    size_t day_count;
    struct demo_ids countries, areas, roles; /* reference data, in order */
    struct id liaison; /* our person who is responsible for the affiliates being made */
};

/* One affiliate that is being made, and its records so far. */
enum { DEMO_PEOPLE = 2 };
struct demo_office {
    int64_t number;
    struct id affiliate, agreement, plan, person[DEMO_PEOPLE];
    bool planned; /* has a plan for the year */
};

enum li_err demo_random_open(struct demo_maker *maker, struct store *store, struct li_error *err);
void demo_random_close(struct demo_maker *maker);

size_t demo_random_below(struct demo_maker *maker, size_t limit); /* 0 .. limit - 1 */
int demo_random_between(struct demo_maker *maker, int least, int most);
struct id demo_random_id(struct demo_maker *maker);
/* The day's text, valid until the row is added. */
const char *demo_random_day(struct demo_maker *maker, day_t day);
/* One of the ids; NULL: there are none. */
const struct id *demo_random_any_id(struct demo_maker *maker, const struct demo_ids *ids);

#define DEMO_COUNT(list) (sizeof(list) / sizeof *(list))
#define DEMO_ANY(maker, list) ((list)[demo_random_below(maker, DEMO_COUNT(list))])

/* demo_activities.c: an affiliate's assignments, its plan of the year (before the goals), and its
   activities, done and planned. */
enum li_err demo_activities_add_terms(
    struct demo_maker *maker, const struct demo_office *office, struct li_error *err);
enum li_err demo_activities_add_plan(
    struct demo_maker *maker, struct demo_office *office, struct li_error *err);
enum li_err demo_activities_add(
    struct demo_maker *maker, const struct demo_office *office, struct li_error *err);

#endif
