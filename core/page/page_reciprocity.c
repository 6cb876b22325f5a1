/*
 * page_reciprocity.c: who came to whose events over two years, on an affiliate's page. An event
 * with no affiliate as its host is ours; so is a person with no affiliate.
 */
#include "core/kind/event.h"
#include "core/page/page_rows.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <stdlib.h>

enum { MONTHS = 24, EVENTS_MOST = 8, CAME_WIDTH = 22 };

#define IN_TIME_SQL                                                                                \
    " AND e.archived_on IS NULL AND e.state <> 'cancelled' AND " EVENT_FIRST_SQL(                  \
        "e") " > ?2"                                                                               \
             " AND " EVENT_FIRST_SQL("e") " <= ?3"

/* Their events and how many of ours came to each; our events to which theirs came, and how many. */
static const char *const page_theirs_sql = "SELECT e.id, " EVENT_FIRST_SQL(
    "e") ", e.title, (SELECT count(*) FROM attendance t"
         " JOIN person p ON p.id = t.person AND p.organization IS NULL WHERE t.event = e.id"
         " AND t.state = 'attended' AND t.archived_on IS NULL) FROM event e"
         " WHERE e.host = ?1" IN_TIME_SQL " ORDER BY 2 DESC, e.id";
static const char *const page_ours_sql = "SELECT e.id, " EVENT_FIRST_SQL(
    "e") ", e.title, count(*) FROM person p"
         " CROSS JOIN attendance t ON t.person = p.id CROSS JOIN event e ON e.id = t.event"
         " WHERE p.organization = ?1 AND t.state = 'attended' AND t.archived_on IS NULL"
         " AND e.host IS NULL" IN_TIME_SQL " GROUP BY e.id ORDER BY 2 DESC, e.id";

/* How many events there were, and how many of them anyone attended. */
struct page_visits {
    int64_t events, visited;
};

static void page_reciprocity_write_event(
    struct page_subject *subject, struct query *query, const char *whose)
{
    struct id id;
    char day[DATE_SHOWN_SIZE];
    int64_t came = query_int(query, 3);
    char *words =
        came ? li_format("%lld %s attended", (long long)came, whose) : li_strdup("no one attended");
    page_build_line(subject->page);
    page_build_text(subject->page, SPAN_MUTED, page_row_day(subject, query_text(query, 1), day))
        ->width = page_row_day_width(subject);
    query_id(query, 0, &id);
    page_build_link(subject->page, &kind_event, &id, query_text(query, 2))->width = -1;
    page_build_text(subject->page, came ? SPAN_TEXT : SPAN_MUTED, words)->width = CAME_WIDTH;
    free(words);
}

static enum li_err page_write_events(struct page_subject *subject, const char *sql,
    const char *whose, struct page_visits *visits, struct li_error *err)
{
    char from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE];
    struct query *query = query_new(subject->context->store, sql, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &subject->id);
    query_bind_plain(query, 2, date_text(date_add_months(subject->context->today, -MONTHS), from));
    query_bind_plain(query, 3, date_text(subject->context->today, to));
    int more;
    while ((more = query_step(query, err)) > 0) {
        visits->visited += query_int(query, 3) > 0;
        if (visits->events++ < EVENTS_MOST)
            page_reciprocity_write_event(subject, query, whose);
    }
    query_free(query);
    return more < 0 ? err->code : LI_OK;
}

/* "In the last 2 years we attended 2 of their 3 events; they attended 1 of ours." */
static void page_write_sentence(const struct page_subject *subject,
    const struct page_visits *theirs, const struct page_visits *ours)
{
    char *sentence = li_format(
        "In the last 2 years we attended %lld of their %lld %s; they attended %lld of ours.",
        (long long)theirs->visited, (long long)theirs->events,
        theirs->events == 1 ? "event" : "events", (long long)ours->events);
    page_build_line(subject->page);
    page_build_text(subject->page, SPAN_MUTED, sentence);
    page_build_wrap(subject->page);
    free(sentence);
}

static enum li_err page_write_visits(const struct page_row *row, struct li_error *err)
{
    struct page_visits theirs = {0}, ours = {0};
    enum li_err code = page_write_events(row->subject, page_theirs_sql, "of us", &theirs, err);
    if (!code)
        code = page_write_events(row->subject, page_ours_sql, "of theirs", &ours, err);
    if (!code && theirs.events + ours.events > 0)
        page_write_sentence(row->subject, &theirs, &ours);
    return code;
}

const struct page_row_type page_row_visits = {NULL, page_write_visits};
