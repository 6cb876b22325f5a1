/*
 * export_reader.h: what export wrote, opened again: a folder of CSV or one JSON document, its
 * records given kind by kind.
 */
#ifndef LI_CORE_EXCHANGE_EXPORT_READER_H
#define LI_CORE_EXCHANGE_EXPORT_READER_H

#include "core/record/record.h"

struct export_reader;

/* Refuses what export did not write, and kinds unknown here. li must outlive it; the caller closes
 *out. */
enum li_err export_reader_open(
    struct context *context, const char *path, struct export_reader **out, struct li_error *err);
void export_reader_close(struct export_reader *parcel); /* NULL is allowed */

/* Turns to the records of a kind, before the first; there may be none. Fields unknown here are
   refused. */
enum li_err export_reader_turn(
    struct export_reader *parcel, const struct kind *kind, struct li_error *err);

/* 1: a record is at hand. 0: no more of the kind. -1: *err says why. */
int export_reader_next(struct export_reader *parcel, struct li_error *err);

/* The record at hand, until the next. A stored field's text; NULL: no value. has: the parcel
   knows the field at all. */
bool export_reader_has(const struct export_reader *parcel, int field);
const char *export_reader_value(const struct export_reader *parcel, int field);
const char *export_reader_id(const struct export_reader *parcel);
const char *export_reader_archived_on(const struct export_reader *parcel);

/* Refuses the record at hand: "affiliate.csv:12: NAME REASON", "affiliate 12: NAME REASON". */
enum li_err export_reader_refuse(
    const struct export_reader *parcel, const char *name, const char *reason, struct li_error *err);

#endif
