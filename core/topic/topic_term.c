/*
 * topic_term.c: assignments that end soon, with no one to hold the role after them.
 */
#include "core/kind/assignment.h"
#include "core/record/record_load.h"
#include "core/topic/topic.h"
#include "core/topic/topic_sql.h"
#include "core/topic/topic_text.h"
#include "data/base/memory.h"
#include <stdlib.h>

/* Whether someone holds the role of the assignment in row r longer, there. The plus keeps SQLite
   from looking by the role, which many hold. */
#define TOPIC_FOLLOWED_SQL(where)                                                                  \
    "EXISTS (SELECT 1 FROM assignment n WHERE n." where " = r." where                              \
    " AND +n.role = r.role AND n.archived_on IS NULL"                                              \
    " AND (n.\"to\" IS NULL OR n.\"to\" > r.\"to\"))"

/* clang-format off */
#define TOPIC_TERM_HOLDS_SQL \
    PEOPLE_HELD_SQL("r", "today()") \
    " AND (r.affiliate IS NULL OR " TOPIC_LIVE_AFFILIATE_SQL("r.affiliate") ")" \
    " AND NOT " TOPIC_FOLLOWED_SQL("affiliate") " AND NOT " TOPIC_FOLLOWED_SQL("region")
#define TOPIC_TERM_MINE_SQL \
    TOPIC_MINE_SQL("assignment") \
    " UNION SELECT r.rowid FROM my_region CROSS JOIN assignment r ON r.region = my_region.id" \
    " UNION SELECT r.rowid FROM me CROSS JOIN assignment r ON r.person = me.id"
/* clang-format on */

static char *topic_term_why(struct context *context, struct query *query, day_t day)
{
    (void)query;
    char *ends = topic_text_day(context, "Ends", day);
    char *why = li_format("%s; no successor named.", ends);
    free(ends);
    return why;
}

/* The successor: the same role from the day after. */
static enum li_err topic_term_fill(
    struct context *context, const struct id *id, struct record *next, struct li_error *err)
{
    static const int same[] = {
        ASSIGNMENT_ROLE, ASSIGNMENT_AFFILIATE, ASSIGNMENT_REGION, ASSIGNMENT_PRIMARY};
    struct record *ends;
    enum li_err code = record_load(context, &kind_assignment, id, &ends, err);
    if (code)
        return code;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        record_set(next, same[i], record_get(ends, same[i]));
    day_t to = record_day(ends, ASSIGNMENT_TO);
    record_free(ends);
    return people_set_term(context, next, to == DAY_NONE ? context->today : to + 1, err);
}

static const struct topic_change topic_term_changes[] = {
    {"assignment", NULL, TOPIC_SAME_SQL("assignment")},
    {"assignment", "affiliate", TOPIC_OF_AFFILIATE_SQL("assignment")},
    {"assignment", "region", "SELECT rowid FROM assignment WHERE region = ?1"},
    {"affiliate", NULL, TOPIC_OF_AFFILIATE_SQL("assignment")},
    TOPIC_CHANGES_END,
};

const struct topic topic_term = TOPIC_DEFINE({
    .name = "term",
    .heading = "Terms ending soon",
    .kind = &kind_assignment,
    .table = NULL,
    .cached = false,
    .within = "r.\"to\" BETWEEN today() AND ?2",
    .holds = TOPIC_TERM_HOLDS_SQL,
    .day = "r.\"to\"",
    .newest_first = false,
    .mine = TOPIC_TERM_MINE_SQL,
    .affiliate = "r.affiliate",
    .what = "(SELECT p.name || ', ' || o.name FROM person p, role o"
            " WHERE p.id = r.person AND o.id = r.role)"
            " || coalesce(' for ' || (SELECT g.name FROM region g WHERE g.id = r.region), '')",
    .facts = "NULL",
    .why = topic_term_why,
    .changes = topic_term_changes,
    .step = TOPIC_STEP_ADD("name a successor", &kind_assignment, topic_term_fill),
    .filter = "state:current to:<=+%dd",
});
