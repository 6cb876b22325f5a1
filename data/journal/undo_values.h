/*
 * undo_values.h: putting values back to what they were before an entry, as far as it still stands.
 */
#ifndef LI_DATA_JOURNAL_UNDO_VALUES_H
#define LI_DATA_JOURNAL_UNDO_VALUES_H

#include "data/journal/journal_internal.h"

struct revert;

/* Within a journal_fn. References are not enforced from here to the end of the transaction: ask
   revert_is_sound before it ends. */
struct revert *revert_new(struct store *store, journal_left left, void *arg, struct li_error *err);
void revert_free(struct revert *revert);

/* To be called with newer entries first. */
enum li_err revert_entry(struct revert *revert, const struct entry *entry, struct li_error *err);

/* Whether every reference finds its record. If not, revert_explain says, of the entry that is to
   blame, LI_REFUSED with the names of the records; LI_OK when it is not this one. */
bool revert_is_sound(const struct revert *revert);
enum li_err revert_explain(struct revert *revert, const struct entry *entry, struct li_error *err);

size_t revert_changes(const struct revert *revert);
size_t revert_left(const struct revert *revert);

#endif
