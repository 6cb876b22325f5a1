/*
 * listing.h: a list of records of one kind: which, in what order, with which columns.
 */
#ifndef LI_LISTING_H
#define LI_LISTING_H

#include "filter.h"

struct column {
    const struct field *field; /* what is shown */
    const struct field *via;   /* the reference followed to reach it; NULL: the record's own */
    char *name;                /* "region", "affiliate.region" */
    char *label;               /* "Region", "Affiliate region" */
};

struct columns {
    struct column *list;
    size_t count;
    bool exact; /* shares stay the numbers they are: 0.43 where people read 43 % */
};

/* Reads "code,name,affiliate.region"; NULL or "": the kind's listed fields. "id" is a column too.
 */
enum li_err columns_read(
    const struct kind *kind, const char *names, struct columns *out, struct li_error *err);
void columns_free(struct columns *columns);

struct listing {
    const struct kind *kind;
    const char *filter; /* text; NULL: all */
    const char *sort;   /* "name,-since"; NULL: the kind's own */
    int64_t limit;      /* 0: none */
};

/* Row ids in order, for a struct vector. The caller frees the query. */
struct query *listing_rows(struct li *li, const struct listing *listing, struct li_error *err);

/* One row a record: column 0 its id, 1 whether it is archived, then the columns as people read them
   (references as titles; yes, no). */
struct query *listing_read(struct li *li, const struct listing *listing,
    const struct columns *columns, struct li_error *err);

/* The same shape for one row: bind its row id as parameter 1. */
struct query *listing_row(
    struct li *li, const struct kind *kind, const struct columns *columns, struct li_error *err);

/* The same shape for one record, archived or not: bind its id as parameter 1. */
struct query *listing_record(
    struct li *li, const struct kind *kind, const struct columns *columns, struct li_error *err);

/* How many rows the listing has, whatever its limit; -1 on failure. */
int64_t listing_count(struct li *li, const struct listing *listing, struct li_error *err);

/* One JSON object a row, by the contract: SQLite's json_object. columns NULL: every field. Where
   archived records are asked for, archived_on comes last. */
struct query *listing_json(struct li *li, const struct listing *listing,
    const struct columns *columns, struct li_error *err);

/* The same for one record, archived or not, every field: bind its id as parameter 1. */
struct query *listing_record_json(struct li *li, const struct kind *kind, struct li_error *err);

#endif
