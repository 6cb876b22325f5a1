/*
 * row_scan.h: the row ids of a listing, found some at a time so that a key never waits: one of the
 * statements of listing_plan.h, read in parts.
 */
#ifndef LI_CORE_QUERY_ROW_SCAN_H
#define LI_CORE_QUERY_ROW_SCAN_H

#include "core/query/listing_plan.h"

enum row_scan_way {
    ROW_SCAN_WALK,   /* in the kind's own order, judging each row: the first come soon */
    ROW_SCAN_ANY,    /* in whatever order they are found soonest */
    ROW_SCAN_TOP,    /* the first ROW_SCAN_TOP_ROWS in the listing's order, by one look at each */
    ROW_SCAN_ORDER,  /* in the listing's order; SQLite may sort before the first row comes */
    ROW_SCAN_WHOLE,  /* the whole kind, archived records too, in an order that can be walked */
    ROW_SCAN_SORTER, /* in the listing's order, sorted in small parts: slower, but it can pause */
};

enum { ROW_SCAN_TOP_ROWS = 100 /* a few screens */ };

struct row_scan;

/* NULL with an error set: it failed. NULL without one: the listing cannot be read that way (to walk
   it must be in the kind's own order or that order backward, to be sorted in parts in another). The
   plan may be freed before the scan. */
struct row_scan *row_scan_new(
    const struct listing_plan *plan, enum row_scan_way way, struct li_error *err);
void row_scan_free(struct row_scan *scan); /* NULL is allowed */

/* Adds up to most rows more, as vector_fill does. 1: there may be more. 0: that is all. -1: *err
   says why; after LI_INTERRUPTED the scan must be begun again. */
int row_scan_fill(struct row_scan *scan, struct vector *into, size_t most, struct li_error *err);

#endif
