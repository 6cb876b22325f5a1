/*
 * csv_reader.h: a CSV file read row by row, as RFC 4180 and as spreadsheets write it: comma,
 * semicolon or tab (by the header line), a byte order mark, any line ends, quoted line breaks.
 *
 * Memory does not grow with the file. Lines and rows without any text are skipped.
 */
#ifndef LI_CORE_FORMAT_CSV_READER_H
#define LI_CORE_FORMAT_CSV_READER_H

#include "data/base/error.h"
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct csv_reader;

/* LI_IO: it cannot be read. LI_REFUSED: it is not UTF-8 text. The caller closes *out. */
enum li_err csv_reader_open(const char *path, struct csv_reader **out, struct li_error *err);
void csv_reader_close(struct csv_reader *reader); /* NULL is allowed */

/* 1: at the next row. 0: no more. -1: *err says why. */
int csv_reader_next(struct csv_reader *reader, struct li_error *err);

/* The current row; its cells are valid until the next. A cell beyond its last is NULL. The
   apostrophe that export puts before a cell that could start a formula is removed. */
size_t csv_reader_count(const struct csv_reader *reader);
const char *csv_reader_cell(const struct csv_reader *reader, size_t column);
int64_t csv_reader_line(const struct csv_reader *reader);         /* its first, from 1 */
void csv_reader_copy(const struct csv_reader *reader, FILE *out); /* byte for byte */

const char *csv_reader_name(
    const struct csv_reader *reader);                     /* the file's name without its folder */
int64_t csv_reader_done(const struct csv_reader *reader); /* bytes read so far */
int64_t csv_reader_total(
    const struct csv_reader *reader); /* bytes of the file, 0 when it cannot tell */

#endif
