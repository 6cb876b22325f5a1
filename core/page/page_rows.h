/*
 * page_rows.h: one record as a line or two on another record's page.
 */
#ifndef LI_CORE_PAGE_PAGE_ROWS_H
#define LI_CORE_PAGE_PAGE_ROWS_H

#include "core/page/page_subject.h"
#include "core/schema/choice_word.h"

/* The record of a row. The query is at it, with the type's columns. */
struct page_row {
    struct page_subject *subject;
    const struct kind *kind;
    struct id id;
    struct query *query;
};

/* How records of a kind are written. columns: of the listing; NULL: write makes the whole section,
   for a row that is the subject itself and has no query. */
struct page_row_type {
    const char *columns;
    enum li_err (*write)(const struct page_row *row, struct li_error *err);
};

/* Writes a row for each record of the query, which has the type's columns. Frees the query. */
enum li_err page_rows_write(struct page_subject *subject, const struct kind *kind,
    const struct page_row_type *type, struct query *query, struct li_error *err);
/* The same for one record. */
enum li_err page_rows_write_one(struct page_subject *subject, const struct kind *kind,
    const struct page_row_type *type, const struct id *id, struct li_error *err);

/* Parts of a row. Each goes to the end of the page's last line, unless it says otherwise. */
enum { ROW_NAME_WIDTH = 24 };
/* The text in a column of the type's, by its number; NULL: no value. */
const char *page_row_cell(const struct page_row *row, int column);
/* The word of the choice in that column, in word. */
const char *page_row_choice(const struct page_row *row, int column, char word[CHOICE_WORD_SIZE]);
struct page_span *page_row_muted(const struct page_row *row, const char *text);
/* On a new line: the record itself under this name. */
struct page_span *page_row_itself(const struct page_row *row, const char *name);
/* Another record that it refers to: its id in one column, its title in the next. */
struct page_span *page_row_other(const struct page_row *row, const char *kind, int column);
/* A day, as it is stored, as a person reads it (date_show.h), and the columns that any takes. */
const char *page_row_day(
    const struct page_subject *subject, const char *stored, char out[DATE_SHOWN_SIZE]);
int page_row_day_width(const struct page_subject *subject);
/* A term: "2026-01-01 to 2026-12-31", "since 2026-01-01", "until 2026-12-31". */
void page_row_term(const struct page_row *row, const char *from, const char *to);
/* On a new line: a sentence, indented. */
void page_row_explain(const struct page_row *row, const char *sentence);

/* page_rows.c. A holder is an assignment on the affiliate's page, an assignment one on the
   person's; recent is progress on any goal of an affiliate; any is for kinds without a line of
   their own. */
extern const struct page_row_type page_row_goal, page_row_agreement, page_row_holder,
    page_row_assignment, page_row_milestone, page_row_target, page_row_progress, page_row_recent,
    page_row_person, page_row_affiliate, page_row_any;

/* page_activity.c. A guest is an attendance on the event's page, a visit one on the person's. */
extern const struct page_row_type page_row_commitment, page_row_plan, page_row_activity,
    page_row_event, page_row_guest, page_row_visit, page_row_resource;

/* Whole sections. page_membership.c: members over time; page_reciprocity.c: who came to whose
   events; page_terms.c: the agreements that renew each other, if there are several; page_plan.c: a
   plan's goals by area, and its year by quarter. */
extern const struct page_row_type page_row_growth, page_row_visits, page_row_chain,
    page_row_plan_goals, page_row_plan_year;

#endif
