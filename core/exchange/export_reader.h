/*
 * export_reader.h: an export, a folder of CSV or one JSON document, read kind by kind.
 */
#ifndef LI_CORE_EXCHANGE_EXPORT_READER_H
#define LI_CORE_EXCHANGE_EXPORT_READER_H

#include "core/record/record.h"

struct export_reader;

/* LI_REFUSED: not an export, or one with kinds unknown here. The caller closes *out, which uses the
   context as long as it is open. */
enum li_err export_reader_open(
    struct context *context, const char *path, struct export_reader **out, struct li_error *err);
void export_reader_close(struct export_reader *reader); /* NULL is allowed */

/* Turns to the records of a kind, before the first; there may be none. LI_REFUSED: it has fields
   unknown here. */
enum li_err export_reader_turn(
    struct export_reader *reader, const struct kind *kind, struct li_error *err);

/* 1: at the next record. 0: no more of the kind. -1: *err says why. */
int export_reader_next(struct export_reader *reader, struct li_error *err);

/* The current record, until the next. value: a stored field's text, NULL: none. has: the file has
   the field at all. */
bool export_reader_has(const struct export_reader *reader, int field);
const char *export_reader_value(const struct export_reader *reader, int field);
const char *export_reader_id(const struct export_reader *reader);
const char *export_reader_archived_on(const struct export_reader *reader);

/* LI_REFUSED for the current record: "affiliate.csv:12: NAME REASON", "affiliate 12: NAME REASON".
 */
enum li_err export_reader_refuse(
    const struct export_reader *reader, const char *name, const char *reason, struct li_error *err);

#endif
