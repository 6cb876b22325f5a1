/*
 * reorder.h: applies entries that arrive late, so that the tables become what all entries that
 * count make of them in the total order. The cost grows with the later entries that the late ones
 * meet (touched.h), not with all later entries.
 *
 * Everything here is to be called inside a transaction with the gate open, which the caller rolls
 * back on failure.
 */
#ifndef LI_DATA_APPLY_REORDER_H
#define LI_DATA_APPLY_REORDER_H

#include "data/apply/apply_table.h"
#include "data/entry/entry.h"

/* For use within one transaction. NULL on failure. The caller frees it. */
struct reorder *reorder_new(struct store *store, struct li_error *err);
void reorder_free(struct reorder *reorder); /* NULL is allowed */

/* Adds an entry that counts and is not stored yet. It is borrowed until reorder_run, which stores
   it. */
void reorder_add_fresh(struct reorder *reorder, const struct entry *entry);

/* Adds a stored entry that did not count and now does, or the reverse. Only hlc, replica, hash and
   state of the position are read. */
void reorder_add(struct reorder *reorder, const struct entry *position);

/* Stores an entry that does not count yet. */
enum li_err reorder_save_waiting(
    struct reorder *reorder, const struct entry *entry, struct li_error *err);

/* Stores an act of the team, which changes no record. */
enum li_err reorder_save_act(struct reorder *reorder, const struct entry *entry,
    enum entry_state state, struct li_error *err);

/* Takes out the later entries that the added ones meet, then applies all of them in order, and
   saves each with its state and effect. Afterward no entry is added any longer. */
enum li_err reorder_run(struct reorder *reorder, struct li_error *err);

/* Entries before the hlc need not be indexed any longer (touch_index_prune). */
enum li_err reorder_prune(struct reorder *reorder, uint64_t hlc, struct li_error *err);

/* Applies again, in order, every entry from the position on whose state is ENTRY_APPLIED, including
   one at the position. They must have been taken out by take_out_from with the same tables. */
enum li_err reorder_from(
    struct apply_tables *tables, const struct entry *position, struct li_error *err);

#endif
