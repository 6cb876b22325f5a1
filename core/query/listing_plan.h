/*
 * listing_plan.h: a list of records of one kind, its filter and order parsed once. Its row ids can
 * then be queried in several ways, so that the first of them show soon.
 */
#ifndef LI_CORE_QUERY_LISTING_PLAN_H
#define LI_CORE_QUERY_LISTING_PLAN_H

#include "core/filter/filter.h"
#include "core/query/order.h"
#include "core/query/tie_walk.h"
#include "data/store/sorter.h"

struct listing {
    const struct kind *kind;
    const char *filter; /* text; NULL: all */
    const char *sort;   /* "name,-since" (order.h); NULL: the kind's own */
    int64_t limit;      /* 0: none */
};

struct listing_plan;

/* Parses filter and order; neither text is needed afterwards. NULL on failure; an unknown field of
   the filter is refused only by the first query. context must outlive it. */
struct listing_plan *listing_plan_new(
    struct context *context, const struct listing *listing, struct li_error *err);
void listing_plan_free(struct listing_plan *plan); /* NULL is allowed */

const struct kind *listing_plan_kind(const struct listing_plan *plan);
int64_t listing_plan_limit(const struct listing_plan *plan);
/* Whether it is all that is not archived. */
bool listing_plan_is_all(const struct listing_plan *plan);

/* --- row ids. The caller frees the queries; they do not need the plan any more. -------------- */

/* In order. */
struct query *listing_plan_rows(const struct listing_plan *plan, struct li_error *err);

/* The first of them, at most that many. Where they must be sorted, no more than that are held at a
   time, at a fraction of the cost of sorting all. */
struct query *listing_plan_top(
    const struct listing_plan *plan, int64_t count, struct li_error *err);

/* Whether the rows come in order one by one, read from what is stored in that order or backward, so
   that the first are there at once. Otherwise all are found and sorted before the first comes. */
bool listing_plan_is_presorted(const struct listing_plan *plan);

/* Those that are not presorted, put in order a few at a time. NULL without an error where they
   can't be. */
struct sorter *listing_plan_sorter(const struct listing_plan *plan, struct li_error *err);

/* In order, where a walk of the whole kind puts equal rows in order sooner than a sort. NULL
   without an error where it does not. */
struct tie_walk *listing_plan_tie_walk(const struct listing_plan *plan, struct li_error *err);

/* In whatever order they are found soonest: to count them, and to show some before they can be
   shown in order. The limit counts. */
struct query *listing_plan_unordered(const struct listing_plan *plan, struct li_error *err);

/* By walking the whole kind in its stored order, or backward, and judging each record: slower to
   the last, quick to the first where many fit. NULL without an error where the order is another, or
   an index leads to the few that can fit. */
struct query *listing_plan_walk(const struct listing_plan *plan, struct li_error *err);

/* The whole kind, archived records too, in its stored order, or backward if the listing is: matches
   are put in order by it. */
struct query *listing_plan_whole(const struct listing_plan *plan, struct li_error *err);

/* How many there are, whatever the limit; -1 on failure. */
int64_t listing_plan_count(const struct listing_plan *plan, struct li_error *err);

/* --- the records, for listing.c ----------------------------------------------------------------
 */

/* What follows SELECT and its columns: the records r in order, no more than the limit. */
struct listing_source {
    const struct kind *cached; /* where k (cache_table.h) is joined; NULL: it is not */
    bool archived;             /* archived records were asked for */
    char *sql;
    struct filter *filter; /* whose values are bound */
};

/* uses_cache: whether columns look at what is cached. */
enum li_err listing_plan_source(const struct listing_plan *plan, bool uses_cache,
    struct listing_source *out, struct li_error *err);
/* SELECT columns of it. Frees the source. */
struct query *listing_plan_select(const struct listing_plan *plan, struct listing_source *source,
    const char *columns, struct li_error *err);

#endif
