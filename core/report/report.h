/*
 * report.h: what a board or a newcomer is handed: a title, one table, a few sentences.
 *
 * A report is one const entry that fills the table; it knows nothing of the format it is written
 * in. It tells how things stand on the office's day.
 */
#ifndef LI_CORE_REPORT_REPORT_H
#define LI_CORE_REPORT_REPORT_H

#include "core/format/output.h"

/* Every report, in the order help shows them: its name, which is report_NAME in NAME.c, and what it
   tells. */
#define REPORTS(R)                                                                                 \
    R(directory, "who serves each affiliate; takes a filter")                                      \
    R(workload, "what each of our people is responsible for")                                      \
    R(vacancies, "vacant required roles")                                                          \
    R(reciprocity, "visits to each other's events over 2 years; takes a filter")                   \
    R(membership, "members, joint members and growth; takes a filter")

struct report_out;

struct report {
    const char *name, *title;
    bool filters; /* takes a filter of affiliates; NULL: all */
    enum li_err (*write)(
        struct context *context, const char *filter, struct report_out *out, struct li_error *err);
};
#define REPORT_DECLARE(name, help) extern const struct report report_##name;
REPORTS(REPORT_DECLARE)

/* By its name, refused with the nearest. */
enum li_err report_read(const char *name, const struct report **out, struct li_error *err);

/* "text", "md", "html", "csv" and, where the program was built with it, "xlsx". Refused with the
   list of what can be had. */
struct report_format;
enum li_err report_format_read(
    const char *name, const struct report_format **out, struct li_error *err);

enum li_err report_write(struct context *context, const struct report *report, const char *filter,
    const struct report_format *format, const struct output_style *style, FILE *out,
    struct li_error *err);

/* For a report's write: its columns first, then its rows (a cell a column; NULL: nothing; false:
   whoever reads has gone), and sentences, which follow the table wherever they are said. */
void report_column(struct report_out *out, const char *label, bool number);
bool report_row(struct report_out *out, const char *const *cells);
void report_say(struct report_out *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A row for each row of a query: cells from its column `from` on, as many as there are. */
enum li_err report_rows(
    struct report_out *out, struct query *query, int from, struct li_error *err);
int64_t report_count(const struct report_out *out); /* rows so far */

/* Gives each affiliate of the filter to write, which adds a row of it or does not. code may be
   NULL. */
typedef enum li_err (*report_affiliate)(void *arg, struct report_out *out, const struct id *id,
    const char *code, const char *name, struct li_error *err);
enum li_err report_affiliates(struct context *context, const char *filter, struct report_out *out,
    report_affiliate write, void *arg, struct li_error *err);

#endif
