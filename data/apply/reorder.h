/*
 * reorder.h: entries put into the tables so that they are what all that count make of them in their
 * order, at the cost of what they meet.
 *
 * Inside a transaction with the gate open, which the caller rolls back on failure.
 */
#ifndef LI_DATA_APPLY_REORDER_H
#define LI_DATA_APPLY_REORDER_H

#include "data/apply/apply_table.h"
#include "data/entry/entry.h"

/* For one transaction. NULL on failure. The caller frees it. */
struct reorder *reorder_new(struct store *store, struct li_error *err);
void reorder_free(struct reorder *reorder); /* NULL is allowed */

/* Adds an entry that is not stored yet, and counts. It is borrowed until reorder_run, which stores
   it. */
void reorder_add_fresh(struct reorder *reorder, const struct entry *entry);

/* Adds a stored entry that counts by now and did not, or the other way about; of a position hlc,
   replica, hash and state matter. */
void reorder_add(struct reorder *reorder, const struct entry *position);

/* Stores an entry that does not count yet. */
enum li_err reorder_save_waiting(
    struct reorder *reorder, const struct entry *entry, struct li_error *err);

/* Takes out, of what is later, whatever the added entries meet, and puts all in again in their
   order. Each is saved with its state and what it did. */
enum li_err reorder_run(struct reorder *reorder, struct li_error *err);

/* What is listed of entries before the hlc is of no more use (touch_index.h). */
enum li_err reorder_prune(struct reorder *reorder, uint64_t hlc, struct li_error *err);

/* Puts in every entry from the position on that counted, in order; they must have been taken out by
   take_out_from with the same tables. An entry at the position is included. */
enum li_err reorder_from(
    struct apply_tables *tables, const struct entry *position, struct li_error *err);

#endif
