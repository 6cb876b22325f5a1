/*
 * apply.h: one entry put into the tables, by rules that are the same everywhere (apply.c lists
 * them).
 */
#ifndef LI_DATA_APPLY_APPLY_H
#define LI_DATA_APPLY_APPLY_H

#include "data/apply/apply_conflict.h"
#include "data/apply/apply_table.h"
#include "data/base/bytes.h"
#include "data/entry/entry.h"

struct apply_options {
    bool overrules;    /* values that are no longer as the writer saw them are set all the same;
                          an undo leaves them */
    bool wants_effect; /* record what the entry did, where that is not all it meant */
};

struct apply_result {
    bool as_meant;       /* it did all of its changeset, and nothing else */
    struct bytes effect; /* otherwise, where it was wanted; memory of SQLite's */
    struct apply_conflicts conflicts;
};

/* Inside a transaction with the gate open. References are deferred, and hold again when this
   returns LI_OK. *result is the caller's to apply_result_free, whatever is returned. */
enum li_err apply_entry(struct apply_tables *tables, const struct entry *entry,
    struct apply_options options, struct apply_result *result, struct li_error *err);
void apply_result_free(struct apply_result *result);

#endif
