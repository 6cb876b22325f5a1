/*
 * record_save.h: a record written to the store through the journal.
 */
#ifndef LI_CORE_RECORD_RECORD_SAVE_H
#define LI_CORE_RECORD_RECORD_SAVE_H

#include "core/record/record.h"

/* Judges the record, then writes what changed as one entry; a new record gets its id. LI_REFUSED
   with the first rule it breaks. Where nothing changed nothing is written. */
enum li_err record_save(struct context *context, struct record *record, struct li_error *err);

/* The write alone, for a journal_fn; the record breaks no rule. For many records of one kind use
   record_writer.h. */
enum li_err record_write(struct store *store, struct record *record, struct li_error *err);

/* Archives the record or, archive being false, restores it, as one entry. */
enum li_err record_archive(struct context *context, const struct kind *kind, const struct id *id,
    bool archive, struct li_error *err);

/* From now on the record is saved only if the database still holds what it holds now. The
   transaction that writes it checks this: LI_REFUSED, and record->overtaken, if another program was
   first. */
void record_guard(struct record *record);

/* That check alone, for a journal_fn that writes in another way; LI_OK if it is not guarded. */
enum li_err record_ask_guard(struct store *store, struct record *record, struct li_error *err);

#endif
