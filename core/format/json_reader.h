/*
 * json_reader.h: the JSON document that export writes, read record by record, however large it is.
 */
#ifndef LI_CORE_FORMAT_JSON_READER_H
#define LI_CORE_FORMAT_JSON_READER_H

#include "core/schema/kind.h"

struct json_reader;

/* LI_IO: it cannot be read. LI_REFUSED: it is not JSON, not an export, or of another version, or
   has kinds unknown here. The records themselves are not checked. The caller closes *out. */
enum li_err json_reader_open(const char *path, struct json_reader **out, struct li_error *err);
void json_reader_close(struct json_reader *reader); /* NULL is allowed */

/* Turns to the records of a kind, before the first; there may be none. */
enum li_err json_reader_turn(
    struct json_reader *reader, const struct kind *kind, struct li_error *err);

/* 1: json_reader_text is the text of the next record, until the call after. 0: no more of the kind.
   -1: *err says why. */
int json_reader_next(struct json_reader *reader, struct li_error *err);
const char *json_reader_text(const struct json_reader *reader);

/* "PATH is not JSON." */
enum li_err json_reader_refuse(const struct json_reader *reader, struct li_error *err);

#endif
