/*
 * take_out.h: what entries did taken out of the tables again, exactly.
 */
#ifndef LI_DATA_APPLY_TAKE_OUT_H
#define LI_DATA_APPLY_TAKE_OUT_H

#include "data/apply/apply_table.h"
#include "data/entry/entry.h"

/* Inside a transaction with the gate open, which the caller rolls back on failure. LI_CORRUPT: the
   tables are not as the entry left them. */
enum li_err take_out_entry(
    struct apply_tables *tables, const struct entry *entry, struct li_error *err);

/* Takes out the effects of every entry from the position on, newest first; of the position hlc,
   replica and hash matter, and an entry there is included. visit (may be NULL) is given each entry
   once it is out; false stops, with LI_INTERRUPTED. */
enum li_err take_out_from(struct apply_tables *tables, const struct entry *position,
    bool (*visit)(void *arg, const struct entry *entry), void *arg, struct li_error *err);

#endif
