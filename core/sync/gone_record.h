/*
 * gone_record.h: records that are not in the tables, because an undo removed them or because they
 * were left out when entries were merged: found in the journal, and brought back.
 */
#ifndef LI_CORE_SYNC_GONE_RECORD_H
#define LI_CORE_SYNC_GONE_RECORD_H

#include "core/record/record.h"
#include "data/base/hash.h"

/* 1: the record is in its table. 0: it is not. -1: *err says why that is not known. */
int gone_record_stands(
    struct context *context, const struct kind *kind, const struct id *id, struct li_error *err);

/* As the entry that was left out adds it. LI_NONE, without a message: that entry does not add it.
   The caller frees *out. */
enum li_err gone_record_added(struct context *context, const struct hash *entry,
    const struct kind *kind, const struct id *id, struct record **out, struct li_error *err);

/* As it was when it was removed, else as it was left out. LI_NONE, without a message: the journal
   has neither. The caller frees *out. */
enum li_err gone_record_load(struct context *context, const struct kind *kind, const struct id *id,
    struct record **out, struct li_error *err);

/* What it was called. The caller frees it; NULL: the journal does not have it. */
char *gone_record_title(struct context *context, const struct kind *kind, const struct id *id);

/* Whether it refers to a record that may still arrive (journal_waits_for). */
enum li_err gone_record_waits(
    struct context *context, const struct record *record, bool *waits, struct li_error *err);

/* Within a journal_fn: adds the record again unless it stands, and first whatever it refers to that
   is gone too. A reference to what the journal does not have is left blank. LI_REFUSED: the record
   cannot be without it, or the journal does not have the record itself. */
enum li_err gone_record_restore(
    struct context *context, const struct kind *kind, const struct id *id, struct li_error *err);

#endif
