/*
 * page_rows.h: one record as a line on another record's page.
 */
#ifndef LI_CORE_PAGE_PAGE_ROWS_H
#define LI_CORE_PAGE_PAGE_ROWS_H

#include "core/page/page_context.h"

/* Where a section stands in its list: the query is on the record, with the type's columns. */
struct row {
    struct csv_reader *sheet;
    const struct kind *kind;
    struct id id;
    struct query *query;
};

struct row_type {
    const char *columns; /* of the listing it reads; NULL: it writes the whole section, for the
                            record of the page */
    enum li_err (*write)(const struct row *row, struct li_error *err);
};

/* A row for each record the query finds, which has the type's columns; it is freed. */
enum li_err page_rows_write(struct csv_reader *sheet, const struct kind *kind,
    const struct row_type *type, struct query *query, struct li_error *err);
/* The row of one record. */
enum li_err page_row(struct csv_reader *sheet, const struct kind *kind, const struct row_type *type,
    const struct id *id, struct li_error *err);

/* Parts of a row, each at the end of its page's last line. */
enum { ROW_NAME_WIDTH = 24 };
const char *page_row_cell(const struct row *row, int column); /* of the type's; NULL: nothing */
struct span *page_row_muted(const struct row *row, const char *text);
/* A new line with the record itself, under this name. */
struct span *page_row_itself(const struct row *row, const char *name);
/* Another record that a reference of it names: its id in one column, its title in the next. */
struct span *page_row_other(const struct row *row, const char *kind, int column);
/* Two days; an open end is said in words. */
void page_row_term(const struct row *row, const char *from, const char *to);
/* A second line under the record's own. */
void page_row_explain(const struct row *row, const char *sentence);

/* page_rows.c. A holder is an assignment seen from the affiliate, an assignment one seen from the
   person; recent is progress on any goal of an affiliate; any is whatever has no line of its own.
 */
extern const struct row_type page_row_goal, page_row_agreement, page_row_holder,
    page_row_assignment, page_row_milestone, page_row_target, page_row_progress, page_row_recent,
    page_row_person, page_row_affiliate, page_row_any;

/* page_doings.c. A guest is an attendance seen from the event, a visit one seen from the person. */
extern const struct row_type page_row_commitment, page_row_plan, page_row_activity, page_row_event,
    page_row_guest, page_row_visit, page_row_resource;

/* Whole sections. page_growth.c: members over time; page_visits.c: who came to whose events;
   page_chain.c: the agreements that renew each other, unless it is only one; page_plan.c: a plan's
   goals by area, and its year by quarter. */
extern const struct row_type page_row_growth, page_row_visits, page_row_chain, page_row_plan_goals,
    page_row_plan_year;

#endif
