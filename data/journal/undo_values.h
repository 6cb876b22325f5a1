/*
 * undo_values.h: values put back to what they were before an entry, as far as they are still what
 * it left.
 */
#ifndef LI_DATA_JOURNAL_UNDO_VALUES_H
#define LI_DATA_JOURNAL_UNDO_VALUES_H

#include "data/entry/entry.h"

struct undo_values;

/* Told of each value that is left alone because a later change rests on it. Texts as value_text's.
   The column "id" is the record as a whole: removed since (now NULL), or back already. */
typedef void (*undo_values_left_fn)(
    void *arg, const char *table, const struct id *id, const char *column, const char *now);

/* Within a journal_fn. References are not enforced from here to the end of the transaction: ask
   undo_values_is_sound before it ends. left may be NULL. NULL on failure. */
struct undo_values *undo_values_new(
    struct store *store, undo_values_left_fn left, void *arg, struct li_error *err);
void undo_values_free(struct undo_values *undo);

/* Call with newer entries first. */
enum li_err undo_values_entry(
    struct undo_values *undo, const struct entry *entry, struct li_error *err);

/* Whether every reference finds its record. If not, undo_values_explain returns LI_REFUSED, with
   the records named, for the entry that is to blame, and LI_OK for any other. */
bool undo_values_is_sound(const struct undo_values *undo);
enum li_err undo_values_explain(
    struct undo_values *undo, const struct entry *entry, struct li_error *err);

size_t undo_values_changes(const struct undo_values *undo); /* values put back */
size_t undo_values_left(const struct undo_values *undo);    /* values left alone */

#endif
