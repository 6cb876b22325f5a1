/*
 * report_reciprocity.c: who came to whose events over two years. An event with no affiliate as its
 * host is ours; so is a person with no affiliate.
 */
#include "core/kind/event.h"
#include "core/report/reports.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <inttypes.h>

enum { MONTHS = 24 };

#define CAME_SQL                                                                                   \
    " AND t.state = 'attended' AND t.archived_on IS NULL AND e.archived_on IS NULL"                \
    " AND " EVENT_FIRST_SQL("e") " > ?2 AND " EVENT_FIRST_SQL("e") " <= ?3"

/* How often we came to theirs and they to ours, and to what; ?1 is the affiliate. */
static const char *const report_reciprocity_came_sql =
    "WITH ours(title) AS (SELECT e.title FROM event e JOIN attendance t ON t.event = e.id"
    " JOIN person p ON p.id = t.person WHERE e.host = ?1 AND p.organization IS NULL" CAME_SQL
    "), theirs(title) AS (SELECT e.title FROM person p JOIN attendance t ON t.person = p.id"
    " JOIN event e ON e.id = t.event WHERE p.organization = ?1 AND e.host IS NULL" CAME_SQL
    ") SELECT (SELECT count(*) FROM ours),"
    " (SELECT group_concat(title, '; ') FROM (SELECT DISTINCT title FROM ours ORDER BY title)),"
    " (SELECT count(*) FROM theirs),"
    " (SELECT group_concat(title, '; ') FROM (SELECT DISTINCT title FROM theirs ORDER BY title))";

struct report_visits {
    struct query *query;
    int64_t none; /* affiliates with no visits in either direction */
};

static enum li_err report_reciprocity_write_one(void *arg, struct report_out *out,
    const struct id *id, const char *code, const char *name, struct li_error *err)
{
    struct report_visits *visits = arg;
    struct query *query = visits->query;
    query_bind_id(query, 1, id);
    int step = query_step(query, err);
    if (step > 0 && query_int(query, 0) + query_int(query, 2) == 0)
        visits->none++;
    else if (step > 0) {
        const char *const cells[] = {code, name, query_text(query, 0), query_text(query, 1),
            query_text(query, 2), query_text(query, 3)};
        report_row(out, cells);
    }
    query_reset(query);
    return step < 0 ? err->code : LI_OK;
}

static void report_reciprocity_say_none(struct report_out *out, int64_t none)
{
    if (none > 0)
        report_say(out, "%" PRId64 " %s: no visits in either direction in 2 years.", none,
            none == 1 ? "affiliate" : "affiliates");
}

static enum li_err report_reciprocity_write(
    struct context *context, const char *filter, struct report_out *out, struct li_error *err)
{
    static const struct {
        const char *label;
        enum report_cell cell;
    } columns[] = {{"Code", REPORT_TEXT}, {"Affiliate", REPORT_TEXT}, {"Our visits", REPORT_NUMBER},
        {"Their events", REPORT_TEXT}, {"Their visits", REPORT_NUMBER},
        {"Our events", REPORT_TEXT}};
    char from[DAY_TEXT_SIZE], to[DAY_TEXT_SIZE];
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        report_column(out, columns[i].label, columns[i].cell);
    struct report_visits visits = {
        .query = query_new(context->store, report_reciprocity_came_sql, err)};
    if (!visits.query)
        return err->code;
    query_bind_plain(visits.query, 2, date_text(date_add_months(context->today, -MONTHS), from));
    query_bind_plain(visits.query, 3, date_text(context->today, to));
    enum li_err code =
        report_affiliates(context, filter, out, report_reciprocity_write_one, &visits, err);
    report_reciprocity_say_none(out, visits.none);
    query_free(visits.query);
    return code;
}

const struct report report_reciprocity = REPORT_DEFINE({
    .name = "reciprocity",
    .title = "Reciprocity, last 2 years",
    .filters = true,
    .write = report_reciprocity_write,
});
