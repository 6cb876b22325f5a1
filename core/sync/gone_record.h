/*
 * gone_record.h: records that are not in the tables, because an undo removed them or because they
 * were left out when entries were merged. They are found in the journal, and can be restored.
 */
#ifndef LI_CORE_SYNC_GONE_RECORD_H
#define LI_CORE_SYNC_GONE_RECORD_H

#include "core/record/record.h"
#include "data/base/hash.h"

/* 1: the record is in its table. 0: it is not. -1: *err says why that is not known. */
int gone_record_exists(
    struct context *context, const struct kind *kind, const struct id *id, struct li_error *err);

/* The record as an entry that was left out adds it. LI_NONE, without a message: the entry does not
   add it. The caller frees *out. */
enum li_err gone_record_added(struct context *context, const struct hash *entry,
    const struct kind *kind, const struct id *id, struct record **out, struct li_error *err);

/* The record as it was when removed, or else as it was left out. LI_NONE, without a message: the
   journal has neither. The caller frees *out. */
enum li_err gone_record_load(struct context *context, const struct kind *kind, const struct id *id,
    struct record **out, struct li_error *err);

/* Its last title, which the caller frees. LI_NONE: the journal does not have the record. */
enum li_err gone_record_title(struct context *context, const struct kind *kind, const struct id *id,
    char **out, struct li_error *err);

/* Whether it refers to a record that may still arrive (journal_waits_for). */
enum li_err gone_record_waits(
    struct context *context, const struct record *record, bool *waits, struct li_error *err);

/* Within a journal_fn: adds the record again unless it exists, and before it any records it refers
   to that are gone too. A reference that the journal can't restore is left blank. LI_REFUSED: a
   required reference can't be restored, or the record itself can't. */
enum li_err gone_record_restore(
    struct context *context, const struct kind *kind, const struct id *id, struct li_error *err);

#endif
