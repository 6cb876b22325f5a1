/*
 * xlsx.h: a report as a spreadsheet, where the program was built with libxlsxwriter (WITH_XLSX).
 */
#ifndef LI_CORE_FORMAT_XLSX_H
#define LI_CORE_FORMAT_XLSX_H

#include "core/format/format.h"
#include "data/base/error.h"

extern const struct format format_xlsx; /* the table; nothing is written before the end */

/* After printer_end: writes the workbook to the printer's out and frees it. LI_IO: it could not be
   written; LI_REFUSED: the library could not be loaded. */
enum li_err xlsx_finish(struct printer *printer, struct li_error *err);

#endif
