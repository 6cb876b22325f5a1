/*
 * report.h: a document for a board or a newcomer: a title, one table and a few sentences, as of the
 * context's day.
 *
 * A report is one const entry in a file of its own that fills the table and does not know the
 * format. To add one, write its file, report_NAME.c, and its line in reports.h.
 */
#ifndef LI_CORE_REPORT_REPORT_H
#define LI_CORE_REPORT_REPORT_H

#include "core/format/output.h"

struct report_out;

struct report {
    const char *name, *title;
    bool filters; /* takes a filter of affiliates */
    /* filter: NULL for all affiliates, and where the report takes none. */
    enum li_err (*write)(
        struct context *context, const char *filter, struct report_out *out, struct li_error *err);
};

/* A report from its parts, in braces as ".part = value,": one that forgets a part does not
   compile. */
#define REPORT_DEFINE(p1, p2, p3, p4, end) p1, p2, p3, p4, end

/* "text", "md", "html", "csv" and, where the program was built with it, "xlsx". LI_USAGE with the
   list of formats. */
struct report_format;
enum li_err report_format_find(
    const char *name, const struct report_format **out, struct li_error *err);

enum li_err report_write(struct context *context, const struct report *report, const char *filter,
    const struct report_format *format, const struct output_style *style, FILE *out,
    struct li_error *err);

/* For a report's write: its columns first, then its rows, a cell a column (NULL: empty; false: the
   reader is gone, so no more need be written), and sentences, which follow the table whenever they
   are said. Days are YYYY-MM-DD; people get them as they read them. */
enum report_cell { REPORT_TEXT, REPORT_NUMBER, REPORT_DAY };
void report_column(struct report_out *out, const char *label, enum report_cell cell);
bool report_row(struct report_out *out, const char *const *cells);
void report_say(struct report_out *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A row for each row of a query: its columns from number `from` on are the cells. */
enum li_err report_rows(
    struct report_out *out, struct query *query, int from, struct li_error *err);
int64_t report_count(const struct report_out *out); /* rows so far */

/* Calls write for each affiliate that passes the filter; it adds a row or none. code may be NULL.
 */
typedef enum li_err (*report_affiliate_fn)(void *arg, struct report_out *out, const struct id *id,
    const char *code, const char *name, struct li_error *err);
enum li_err report_affiliates(struct context *context, const char *filter, struct report_out *out,
    report_affiliate_fn write, void *arg, struct li_error *err);

#endif
