/*
 * json_reader.h: the JSON document that export writes, read record by record, however large it is.
 */
#ifndef LI_CORE_FORMAT_JSON_READER_H
#define LI_CORE_FORMAT_JSON_READER_H

#include "core/schema/kind.h"

struct document;

/* Refuses what cannot be read, is no JSON, is not export's, or holds kinds unknown here. What a
   record holds is not looked at. The caller closes *out. */
enum li_err document_open(const char *path, struct document **out, struct li_error *err);
void document_close(struct document *document); /* NULL is allowed */

/* Turns to the records of a kind, before the first; there may be none. */
enum li_err document_turn(struct document *document, const struct kind *kind, struct li_error *err);

/* 1: the text of a record is at hand, until the next. 0: no more of the kind. -1: *err says why. */
int document_next(struct document *document, struct li_error *err);
const char *document_text(const struct document *document);

/* "PATH is not JSON." */
enum li_err document_refuse(const struct document *document, struct li_error *err);

#endif
