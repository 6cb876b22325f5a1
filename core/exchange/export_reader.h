/*
 * export_reader.h: what export wrote, opened again: a folder of CSV or one JSON document, its
 * records given kind by kind.
 */
#ifndef LI_CORE_EXCHANGE_EXPORT_READER_H
#define LI_CORE_EXCHANGE_EXPORT_READER_H

#include "core/record/record.h"

struct parcel;

/* Refuses what export did not write, and kinds unknown here. li must outlive it; the caller closes
 *out. */
enum li_err parcel_open(struct li *li, const char *path, struct parcel **out, struct li_error *err);
void parcel_close(struct parcel *parcel); /* NULL is allowed */

/* Turns to the records of a kind, before the first; there may be none. Fields unknown here are
   refused. */
enum li_err parcel_turn(struct parcel *parcel, const struct kind *kind, struct li_error *err);

/* 1: a record is at hand. 0: no more of the kind. -1: *err says why. */
int parcel_next(struct parcel *parcel, struct li_error *err);

/* The record at hand, until the next. A stored field's text; NULL: no value. has: the parcel
   knows the field at all. */
bool parcel_has(const struct parcel *parcel, int field);
const char *parcel_value(const struct parcel *parcel, int field);
const char *parcel_id(const struct parcel *parcel);
const char *parcel_archived_on(const struct parcel *parcel);

/* Refuses the record at hand: "affiliate.csv:12: NAME REASON", "affiliate 12: NAME REASON". */
enum li_err parcel_refuse(
    const struct parcel *parcel, const char *name, const char *reason, struct li_error *err);

#endif
