/*
 * import_columns.h: which column of a file feeds which field.
 */
#ifndef LI_CORE_EXCHANGE_IMPORT_COLUMNS_H
#define LI_CORE_EXCHANGE_IMPORT_COLUMNS_H

#include "core/exchange/import.h"
#include "core/format/csv_reader.h"

/* In place of a field: columns that are skipped, the record's id, the day it was archived. */
enum { COLUMN_PASSED = -1, COLUMN_ID = -2, COLUMN_ARCHIVED = -3, COLUMN_UNKNOWN = -4 };

struct import_column {
    char *name; /* as in the header */
    int field;
};

struct import_columns {
    struct import_column *list;
    size_t count;
};

/* From the header, the reader's current row. A column is named by its field's name or label, in any
   case. *out is the caller's to free, failed or not. */
enum li_err import_columns_parse(const struct import_options *options,
    const struct csv_reader *reader, struct import_columns *out, struct li_error *err);
void import_columns_free(struct import_columns *columns);

/* The place of the column that feeds field, -1 when none does. */
int import_columns_find(const struct import_columns *columns, int field);

/* The place of the column to match by, -1 when the options name none. */
int import_columns_match(
    const struct import_columns *columns, const struct import_options *options);

#endif
