/*
 * apply.h: applies one entry: puts its changes into the tables, by rules that are the same in every
 * database (apply.c lists them).
 */
#ifndef LI_DATA_APPLY_APPLY_H
#define LI_DATA_APPLY_APPLY_H

#include "data/apply/apply_conflict.h"
#include "data/apply/apply_table.h"
#include "data/base/bytes.h"
#include "data/entry/entry.h"

struct apply_options {
    bool overrules;    /* set a field even if it has changed since the writer saw it; false for an
                          undo, which leaves such a field */
    bool wants_effect; /* record what the entry did, unless it did exactly its changeset */
};

struct apply_result {
    bool as_meant;       /* it did all of its changeset, and nothing else */
    struct bytes effect; /* if not as_meant, and wanted: what it did */
    struct apply_conflicts conflicts;
};

/* To be called inside a transaction with the gate open. References are deferred, and hold again
   when this returns LI_OK. The caller calls apply_result_free(result), also after a failure. */
enum li_err apply_entry(struct apply_tables *tables, const struct entry *entry,
    struct apply_options options, struct apply_result *result, struct li_error *err);
void apply_result_free(struct apply_result *result);

#endif
