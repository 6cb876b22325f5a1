/*
 * record_writer.h: records of one kind written one after another, inside a journal_fn, with
 * statements prepared once.
 */
#ifndef LI_CORE_RECORD_RECORD_WRITER_H
#define LI_CORE_RECORD_RECORD_WRITER_H

#include "core/record/record.h"

struct writer;

/* Good until the journal_fn that made it ends; the caller frees it. */
struct writer *writer_new(struct store *store, const struct kind *kind);
void writer_free(struct writer *writer); /* NULL is allowed */

/* Adds the record, giving it an id unless it has one, or writes its changed columns and no others,
   so that a changeset carries only what changed. The record must be sound. */
enum li_err writer_put(struct writer *writer, struct record *record, struct li_error *err);

/* The same, with what follows from a record that a person writes (kind->follow). */
enum li_err writer_put_whole(struct writer *writer, struct record *record, struct li_error *err);

#endif
