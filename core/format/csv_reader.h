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

struct sheet;

/* The caller closes *out. */
enum li_err sheet_open(const char *path, struct sheet **out, struct li_error *err);
void sheet_close(struct sheet *sheet); /* NULL is allowed */

/* 1: a row is at hand. 0: no more. -1: *err says why. */
int sheet_next(struct sheet *sheet, struct li_error *err);

/* The row at hand, until the next. A cell beyond its last is NULL. An apostrophe that export put
   before what could start a formula is gone. */
size_t sheet_count(const struct sheet *sheet);
const char *sheet_cell(const struct sheet *sheet, size_t column);
int64_t sheet_line(const struct sheet *sheet);         /* where it begins, from 1 */
void sheet_copy(const struct sheet *sheet, FILE *out); /* as it stands in the file */

const char *sheet_name(const struct sheet *sheet); /* the file's name without its folder */
int64_t sheet_done(const struct sheet *sheet);     /* bytes read so far */
int64_t sheet_total(const struct sheet *sheet);    /* bytes of the file, 0 when it cannot tell */

#endif
