/*
 * csv_reader.h: a CSV file read row by row, as RFC 4180 and as spreadsheets write it: comma,
 * semicolon or tab (the header line tells), a byte order mark, any line ends, quoted line breaks.
 *
 * Memory does not grow with the file. Lines and rows without any text are passed over.
 */
#ifndef LI_CORE_FORMAT_CSV_READER_H
#define LI_CORE_FORMAT_CSV_READER_H

#include "data/base/error.h"
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct csv_reader;

/* The caller closes *out. */
enum li_err csv_reader_open(const char *path, struct csv_reader **out, struct li_error *err);
void csv_reader_close(struct csv_reader *sheet); /* NULL is allowed */

/* 1: a row is at hand. 0: no more. -1: *err says why. */
int csv_reader_next(struct csv_reader *sheet, struct li_error *err);

/* The row at hand, until the next. A cell beyond its last is NULL. An apostrophe that export put
   before what could start a formula is gone. */
size_t csv_reader_count(const struct csv_reader *sheet);
const char *csv_reader_cell(const struct csv_reader *sheet, size_t column);
int64_t csv_reader_line(const struct csv_reader *sheet);         /* where it begins, from 1 */
void csv_reader_copy(const struct csv_reader *sheet, FILE *out); /* as it stands in the file */

const char *csv_reader_name(
    const struct csv_reader *sheet);                     /* the file's name without its folder */
int64_t csv_reader_done(const struct csv_reader *sheet); /* bytes read so far */
int64_t csv_reader_total(
    const struct csv_reader *sheet); /* bytes of the file, 0 when it cannot tell */

#endif
