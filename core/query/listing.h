/*
 * listing.h: a list of records of one kind: which, in what order, with which columns.
 */
#ifndef LI_CORE_QUERY_LISTING_H
#define LI_CORE_QUERY_LISTING_H

#include "core/query/columns.h"
#include "core/query/filter.h"
#include "data/store/sorter.h"

struct listing {
    const struct kind *kind;
    const char *filter; /* text; NULL: all */
    const char *sort;   /* "name,-since"; NULL: the kind's own */
    int64_t limit;      /* 0: none */
};

/* Row ids in order, for a struct vector. The caller frees the query; NULL: *err says why. */
struct query *listing_rows(
    struct context *context, const struct listing *listing, struct li_error *err);

/* The same row ids, sorted a few at a time. NULL without an error in the kind's own order, which
   needs no sorting. The caller frees it. */
struct sorter *listing_sorter(
    struct context *context, const struct listing *listing, struct li_error *err);

/* Whether those are read from the cache in their order, so that the first come at once. Otherwise
   all are found and sorted before the first comes. */
bool listing_is_presorted(struct context *context, const struct listing *listing);

/* The same row ids in the order in which they are found soonest: to count them, and to show some
   before they can be shown in order. The limit counts. */
struct query *listing_unordered(
    struct context *context, const struct listing *listing, struct li_error *err);

/* The same row ids by walking the whole kind in its own order and testing each: slower to the last,
   quick to the first where many match. NULL without an error where the listing is sorted otherwise
   or the kind is not cached in its order. */
struct query *listing_walk(
    struct context *context, const struct listing *listing, struct li_error *err);

/* The row ids of the whole kind, archived ones too, in the order of a listing that can be walked:
   matches found out of order are put in order by it. */
struct query *listing_whole(
    struct context *context, const struct listing *listing, struct li_error *err);

/* One row a record: column 0 its id, 1 whether it is archived, then the columns as people read them
   (references as titles; yes, no). */
struct query *listing_records(struct context *context, const struct listing *listing,
    const struct columns *columns, struct li_error *err);

/* The same shape for one row: bind its row id as parameter 1. */
struct query *listing_row(struct context *context, const struct kind *kind,
    const struct columns *columns, struct li_error *err);

/* The same shape for one record, archived or not: bind its id as parameter 1. */
struct query *listing_record(struct context *context, const struct kind *kind,
    const struct columns *columns, struct li_error *err);

/* How many rows the listing has, whatever its limit; -1 on failure. */
int64_t listing_count(struct context *context, const struct listing *listing, struct li_error *err);

/* One JSON object a row, by the contract: SQLite's json_object. columns NULL: every field. Where
   archived records are asked for, archived_on comes last. */
struct query *listing_json(struct context *context, const struct listing *listing,
    const struct columns *columns, struct li_error *err);

/* The same for one record, archived or not, every field: bind its id as parameter 1. */
struct query *listing_record_json(
    struct context *context, const struct kind *kind, struct li_error *err);

#endif
