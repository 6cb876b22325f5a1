/*
 * check_table.h: compares a table with what replaying the journal makes of it.
 */
#ifndef LI_DATA_CHECK_CHECK_TABLE_H
#define LI_DATA_CHECK_CHECK_TABLE_H

#include "data/check/check_report.h"

/* Compares the records of a table in `store`, byte for byte, with those in `scratch`, the replay,
   and reports each difference. */
enum li_err check_table_compare(struct store *store, struct store *scratch, const char *table,
    struct check_report *report, struct li_error *err);

#endif
