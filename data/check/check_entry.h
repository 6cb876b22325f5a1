/*
 * check_entry.h: checks everything that is stored of one entry, and replays it.
 */
#ifndef LI_DATA_CHECK_CHECK_ENTRY_H
#define LI_DATA_CHECK_CHECK_ENTRY_H

#include "data/check/check_report.h"

/* Checks the entries of `store` and replays them into `scratch`, whose transaction and gate are
   open. NULL on failure. The caller frees it. */
struct check_entry;
struct check_entry *check_entry_new(
    struct store *store, struct store *scratch, struct check_report *report, struct li_error *err);
void check_entry_free(struct check_entry *check); /* NULL is allowed */

/* To be called for all entries in the total order. A damaged entry is reported and skipped; what it
   would have done then shows as a difference between the tables. */
enum li_err check_entry_run(
    struct check_entry *check, const struct entry *entry, struct li_error *err);

#endif
