/*
 * record_writer.h: records of one kind written one after another, inside a journal_fn, with
 * statements prepared once.
 */
#ifndef LI_CORE_RECORD_RECORD_WRITER_H
#define LI_CORE_RECORD_RECORD_WRITER_H

#include "core/record/record.h"

struct record_writer;

/* Good until the journal_fn that made it ends; the caller frees it. */
struct record_writer *record_writer_new(struct store *store, const struct kind *kind);
void record_writer_free(struct record_writer *writer); /* NULL is allowed */

/* Adds the record, giving it an id unless it has one, or writes its changed columns and no others,
   so that a changeset carries only what changed. The record breaks no rule. */
enum li_err record_writer_put(
    struct record_writer *writer, struct record *record, struct li_error *err);

/* The same, with the records that follow from one that a person writes (kind->follow). */
enum li_err record_writer_put_whole(
    struct record_writer *writer, struct record *record, struct li_error *err);

#endif
