/*
 * undo_values.h: putting values back to what they were before an entry, as far as it still stands.
 */
#ifndef LI_DATA_JOURNAL_UNDO_VALUES_H
#define LI_DATA_JOURNAL_UNDO_VALUES_H

#include "data/journal/journal_internal.h"

struct undo_values;

/* Within a journal_fn. References are not enforced from here to the end of the transaction: ask
   undo_values_is_sound before it ends. */
struct undo_values *undo_values_new(
    struct store *store, journal_left left, void *arg, struct li_error *err);
void undo_values_free(struct undo_values *revert);

/* To be called with newer entries first. */
enum li_err undo_values_entry(
    struct undo_values *revert, const struct entry *entry, struct li_error *err);

/* Whether every reference finds its record. If not, undo_values_explain says, of the entry that is
   to blame, LI_REFUSED with the names of the records; LI_OK when it is not this one. */
bool undo_values_is_sound(const struct undo_values *revert);
enum li_err undo_values_explain(
    struct undo_values *revert, const struct entry *entry, struct li_error *err);

size_t undo_values_changes(const struct undo_values *revert);
size_t undo_values_left(const struct undo_values *revert);

#endif
