/*
 * page_rows.h: one record as a line on another record's page.
 */
#ifndef LI_PAGE_ROWS_H
#define LI_PAGE_ROWS_H

#include "page_sheet.h"

/* Where a section stands in its list: the query is on the record, with the type's columns. */
struct row {
    struct sheet *sheet;
    const struct kind *kind;
    struct id id;
    struct query *query;
};

struct row_type {
    const char *columns; /* of the listing it reads */
    enum li_err (*write)(const struct row *row, struct li_error *err);
};

/* A holder is an assignment seen from the affiliate, an assignment one seen from the person; recent
   is progress on any goal of an affiliate; any is whatever has no line of its own. */
extern const struct row_type row_goal, row_agreement, row_holder, row_assignment, row_milestone,
    row_progress, row_recent, row_commitment, row_person, row_affiliate, row_any;

#endif
