/*
 * listing.h: a list of records as rows with columns, or as JSON.
 */
#ifndef LI_CORE_QUERY_LISTING_H
#define LI_CORE_QUERY_LISTING_H

#include "core/query/listing_plan.h"

/* Row ids in order, for a struct vector. The caller frees the query; NULL: *err says why. */
struct query *listing_rows(
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
