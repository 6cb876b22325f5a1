/*
 * import_internal.h: an import under way, for its files: import.c goes through the rows,
 * import_match.c finds the record a row is about, import_cells.c parses its cells, and import_bad.c
 * reports what is wrong with it.
 */
#ifndef LI_CORE_EXCHANGE_IMPORT_INTERNAL_H
#define LI_CORE_EXCHANGE_IMPORT_INTERNAL_H

#include "core/exchange/import_columns.h"
#include "core/record/record_writer.h"

struct import_cached;

struct import {
    struct li_error unread; /* a failure of the disk */
    struct context *context;
    const struct import_options *options;
    import_bad bad;
    import_progress progress;
    void *arg;
    struct import_counts *counts;
    struct csv_reader *reader;
    struct import_columns columns;
    int id_column, match;          /* the columns that records are found by; -1: none */
    char *header;                  /* byte for byte */
    struct import_cached **caches; /* one a column; NULL where parsing is cheap (import_cells.c) */
    struct record *initial;        /* what a new record starts with */
    struct record *current;        /* of the current row, once its cells are parsed */
    struct query *find;
    struct record_writer *writer;
    char label[96];
    bool row_bad;
    bool indexed;    /* the column to match by has an index of the import's own */
    bool only_reads; /* a dry run whose rows need not see each other */
};

/* Whether a failure is the machine's and not the row's. */
static inline bool import_is_fault(enum li_err code)
{
    return code >= LI_BUSY;
}

/* import_bad.c. The current row is bad; column: "" when it is no one column's fault. */
void import_say_bad(struct import *import, const char *column, const char *reason);

/* import_cells.c. Around all rows. */
void import_begin_cells(struct import *import);
void import_end_cells(struct import *import);

/* The cell's canonical text, for the caller to free. LI_REFUSED: the row was reported as bad. */
enum li_err import_parse_cell(
    struct import *import, size_t place, const char *cell, char **canonical, struct li_error *err);

/* Sets the record from every cell of the current row; a bad cell makes the row bad. An error is the
   machine's. */
enum li_err import_parse_cells(struct import *import, struct record *record, struct li_error *err);

/* import_match.c. Around all rows, inside the transaction. */
enum li_err import_begin_match(struct import *import, struct li_error *err);
enum li_err import_end_match(struct import *import, struct li_error *err);

/* The record that the current row is about, or a new one; the caller frees it. */
enum li_err import_find(struct import *import, struct record **out, struct li_error *err);

#endif
