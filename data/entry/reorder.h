/*
 * reorder.h: entries put into the tables in their order, from one on.
 *
 * Inside a transaction with the gate open. A position is the hlc, replica and hash of an entry, and
 * includes an entry there.
 */
#ifndef LI_DATA_ENTRY_REORDER_H
#define LI_DATA_ENTRY_REORDER_H

#include "data/entry/entry.h"

/* Puts in the entries from the position on that count, in order; they must have been taken out
   (take_out.h). Each is saved with its state and what it did. */
enum li_err reorder_from(struct store *store, const struct entry *position, struct li_error *err);

/* The earliest of the entries that wait and count by now. LI_NONE: there is none. */
enum li_err reorder_first_due(struct store *store, struct entry *position, struct li_error *err);

#endif
