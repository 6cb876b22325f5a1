/*
 * assignment.c: who looks after whom, and the rules of their terms.
 */
#include "core/kind/assignment.h"
#include "core/kind/rules.h"
#include "core/record/record.h"

#define ASSIGNMENT_TITLE_SQL                                                                       \
    "(SELECT p.name FROM person p WHERE p.id = r.person) || ', ' ||"                               \
    " (SELECT o.name FROM role o WHERE o.id = r.role) || ' for ' ||"                               \
    " coalesce((SELECT coalesce(a.code, a.name) FROM affiliate a WHERE a.id = r.affiliate),"       \
    " (SELECT g.name FROM region g WHERE g.id = r.region), 'no affiliate')"

static const struct field assignment_fields[] = {ASSIGNMENT_FIELDS(KIND_ENTRY)};

static void assignment_check(
    struct context *context, const struct record *assignment, kind_problem problem, void *arg)
{
    bool affiliate = record_get(assignment, ASSIGNMENT_AFFILIATE);
    bool region = record_get(assignment, ASSIGNMENT_REGION);
    if (affiliate && region)
        problem(arg, ASSIGNMENT_REGION, "Enter an affiliate or a region, not both.");
    if (!affiliate && !region)
        problem(arg, ASSIGNMENT_AFFILIATE, "Enter an affiliate or a region.");
    rule_in_order(context, assignment, ASSIGNMENT_FROM, ASSIGNMENT_TO, problem, arg);
}

/* A region's assignments are those of each affiliate in it. */
static const struct cache_dependency assignment_feeds[] = {
    {.kind = "affiliate", .from = "affiliate t", .where = "t.region = @.region"},
    {.kind = "affiliate",
        .from = "state n CROSS JOIN affiliate t ON t.state = n.id",
        .where = "n.region = @.region AND t.region IS NULL"},
    {0},
};

const struct kind kind_assignment = {
    .name = "assignment",
    .plural = "assignments",
    .label = "Assignment",
    .labels = "Assignments",
    .help = "A person's role for an affiliate or a region, with its term.",
    .fields = assignment_fields,
    .field_count = ASSIGNMENT_FIELD_COUNT,
    .stored_count = ASSIGNMENT_STATE,
    .title = ASSIGNMENT_TITLE_SQL,
    .code = -1,
    .unique = true,
    .feeds = assignment_feeds,
    .sort = "-from",
    .check = assignment_check,
};
