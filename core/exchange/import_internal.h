/*
 * import_internal.h: what the parts of an import know of each other: import.c takes row after row,
 * import_cells.c reads what stands in one, import_match.c finds the record it is about.
 */
#ifndef LI_CORE_EXCHANGE_IMPORT_INTERNAL_H
#define LI_CORE_EXCHANGE_IMPORT_INTERNAL_H

#include "core/exchange/import_columns.h"
#include "core/record/record_writer.h"

struct cached;

struct import {
    struct li_error unread; /* what the disk did not give */
    struct context *context;
    const struct import_options *wish;
    import_bad bad;
    import_progress progress;
    void *arg;
    struct import_counts *counts;
    struct csv_reader *sheet;
    struct import_columns columns;
    int id_column, match;   /* the columns that records are found by; -1: none */
    char *header;           /* as it stands in the file */
    struct cached **caches; /* one a column; NULL where reading is cheap (import_cells.c) */
    struct record *initial; /* what a new record starts with */
    struct record *at_hand; /* of the row at hand, once it has been read */
    struct query *find;
    struct record_writer *writer;
    char label[96];
    bool row_bad;
    bool indexed;    /* the column to match by is, while rows are taken */
    bool only_reads; /* a dry run of rows that no other row can look at */
};

/* Whether a failure is the machine's and not the row's. */
static inline bool import_is_fault(enum li_err code)
{
    return code >= LI_BUSY;
}

/* Calls the row at hand bad; column: "" when it is no one column's fault. */
void import_say_bad(struct import *import, const char *column, const char *reason);

/* Around all rows. */
void import_begin_cells(struct import *import);
void import_end_cells(struct import *import);

/* The cell's canonical text, the caller's to free. LI_REFUSED once the row has been called bad. */
enum li_err import_read_cell(
    struct import *import, size_t place, const char *cell, char **canonical, struct li_error *err);

/* Every cell of the row at hand into the record. An error is the machine's; what is wrong with a
   cell makes the row bad. */
enum li_err import_read_cells(struct import *import, struct record *record, struct li_error *err);

/* Around all rows, inside the transaction. */
enum li_err import_begin_match(struct import *import, struct li_error *err);
enum li_err import_end_match(struct import *import, struct li_error *err);

/* The record that the row at hand is about, or a new one; the caller frees it. */
enum li_err import_find(struct import *import, struct record **out, struct li_error *err);

#endif
