/*
 * take_out.h: takes entries out of the tables: exactly reverses what they did.
 */
#ifndef LI_DATA_APPLY_TAKE_OUT_H
#define LI_DATA_APPLY_TAKE_OUT_H

#include "data/apply/apply_table.h"
#include "data/entry/entry.h"

/* To be called inside a transaction with the gate open, which the caller rolls back on failure.
   LI_CORRUPT: the tables are not as the entry left them. */
enum li_err take_out_entry(
    struct apply_tables *tables, const struct entry *entry, struct li_error *err);

/* Takes out every entry from the position on, newest first, including an entry at the position.
   Only hlc, replica and hash of the position are read. visit (may be NULL) is called after each
   entry; if it returns false, the result is LI_INTERRUPTED. */
enum li_err take_out_from(struct apply_tables *tables, const struct entry *position,
    bool (*visit)(void *arg, const struct entry *entry), void *arg, struct li_error *err);

#endif
