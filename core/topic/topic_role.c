/*
 * topic_role.c: affiliates for which no one holds a required role.
 */
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/topic/topic.h"
#include "core/topic/topic_sql.h"
#include "core/topic/topic_text.h"
#include "data/base/memory.h"

/* Whether the role in row o is required, and no one holds it for the affiliate in row r. */
#define TOPIC_VACANT_SQL ROLE_IS_REQUIRED("o") " AND " PEOPLE_VACANT_SQL("r", "o", "today()")

static char *topic_role_why(struct context *context, struct query *query, day_t day)
{
    (void)context;
    (void)day;
    return li_format("Vacant: %s.", topic_text(query, TOPIC_LINE_FACTS));
}

/* The first vacant role, from today. */
static enum li_err topic_role_fill(
    struct context *context, const struct id *id, struct record *next, struct li_error *err)
{
    static const char *const sql =
        "SELECT o.id FROM affiliate r, role o WHERE r.id = ?1 AND " TOPIC_VACANT_SQL
        " ORDER BY o.position, o.name LIMIT 1";
    struct id role;
    char text[ID_TEXT_SIZE];
    struct query *query = query_new(context->store, sql, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, id);
    int step = query_step(query, err);
    if (step > 0 && query_id(query, 0, &role))
        record_set(next, ASSIGNMENT_ROLE, id_text(&role, text));
    query_free(query);
    record_set(next, ASSIGNMENT_AFFILIATE, id_text(id, text));
    return step < 0 ? err->code : people_set_term(context, next, context->today, err);
}

/* After changes of a region's holders, its states or the roles, the topic is searched again. */
static const struct topic_change topic_role_changes[] = {
    {"affiliate", NULL, TOPIC_SAME_SQL("affiliate")},
    {"assignment", "affiliate", TOPIC_SAME_SQL("affiliate")},
    {"assignment", "region", NULL},
    {"state", NULL, NULL},
    {"role", NULL, NULL},
    TOPIC_CHANGES_END,
};

const struct topic topic_role = TOPIC_DEFINE({
    .name = "role",
    .heading = "Vacant roles",
    .kind = &kind_affiliate,
    .table = NULL,
    .cached = false,
    .within = NULL,
    .holds = TOPIC_ACTIVE_SQL " AND EXISTS (SELECT 1 FROM role o WHERE " TOPIC_VACANT_SQL ")",
    .day = "NULL",
    .newest_first = false,
    .mine = TOPIC_MY_AFFILIATES_SQL,
    .affiliate = "r.id",
    .what = "r.name",
    .facts = "(SELECT group_concat(name, ', ') FROM (SELECT o.name FROM role o"
             " WHERE " TOPIC_VACANT_SQL " ORDER BY o.position, o.name))",
    .why = topic_role_why,
    .changes = topic_role_changes,
    .step = TOPIC_STEP_ADD("assign someone", &kind_assignment, topic_role_fill),
    .filter = NULL,
});
