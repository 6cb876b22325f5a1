/*
 * merge_judgment.h: judges an entry from another database by itself, before it is merged.
 */
#ifndef LI_DATA_MERGE_MERGE_JUDGMENT_H
#define LI_DATA_MERGE_MERGE_JUDGMENT_H

#include "data/entry/entry.h"

/* For any number of entries: each replicated table is looked up once. NULL on failure. The caller
   frees it. */
struct merge_judgment *merge_judgment_new(struct store *store, struct li_error *err);
void merge_judgment_free(struct merge_judgment *judgment); /* NULL is allowed */

/* LI_REFUSED: a newer version of the program wrote it. LI_CORRUPT: it does not match its hash, or
   could not be applied and taken out again. */
enum li_err merge_judgment_pass(
    struct merge_judgment *judgment, const struct entry *entry, struct li_error *err);

/* Fails with the message "Entry NAME was left out: it WHY." Returns code. */
enum li_err merge_judgment_refuse(struct store *store, const struct entry *entry, enum li_err code,
    const char *why, struct li_error *err);

#endif
