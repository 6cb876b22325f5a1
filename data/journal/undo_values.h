/*
 * undo_values.h: undoes an entry value by value: puts back each value that is still as the entry
 * left it.
 */
#ifndef LI_DATA_JOURNAL_UNDO_VALUES_H
#define LI_DATA_JOURNAL_UNDO_VALUES_H

#include "data/entry/entry.h"

struct undo_values;

/* Called for each value that is left alone because of a later change. `now` is its present value as
   text (value_text). The column "id" stands for the record as a whole: it was removed since (now is
   NULL), or is back already. */
typedef void (*undo_values_left_fn)(
    void *arg, const char *table, const struct id *id, const char *column, const char *now);

/* Within a journal_fn. References are not enforced from here to the end of the transaction, so the
   caller must ask undo_values_is_sound before that. left may be NULL. NULL on failure. The caller
   frees it. */
struct undo_values *undo_values_new(
    struct store *store, undo_values_left_fn left, void *arg, struct li_error *err);
void undo_values_free(struct undo_values *undo);

/* Undoes one entry. Of several, the newest comes first. */
enum li_err undo_values_entry(
    struct undo_values *undo, const struct entry *entry, struct li_error *err);

/* Whether all references hold. If not, call undo_values_explain for each entry: LI_REFUSED, with a
   message that names the records, for one that is the cause; LI_OK for the others. */
bool undo_values_is_sound(const struct undo_values *undo);
enum li_err undo_values_explain(
    struct undo_values *undo, const struct entry *entry, struct li_error *err);

size_t undo_values_changes(const struct undo_values *undo); /* values put back */
size_t undo_values_left(const struct undo_values *undo);    /* values left alone */

#endif
