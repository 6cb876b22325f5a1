/*
 * bulk_assign.c: an assignment for each affiliate that has none like it today.
 */
#include "core/people/bulk_assign.h"
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/person.h"
#include "core/kind/role.h"
#include "core/people/people.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>

struct bulk_assign {
    const struct id *person, *role;
    const char *to;     /* the last day of the term; NULL: it has no end */
    struct query *held; /* prepared when first needed */
};

/* Whether the affiliate has the person in the role today; -1: *err says why that is not known. */
static int bulk_assign_is_held(struct bulk_assign *assign, struct context *context,
    const struct id *affiliate, struct li_error *err)
{
    static const char *const sql =
        "SELECT 1 FROM assignment a WHERE a.affiliate = ?1 AND a.person = ?2 AND a.role = ?3"
        " AND " PEOPLE_HELD_SQL("a", "?4");
    char today[DAY_TEXT_SIZE];
    if (!assign->held)
        assign->held = query_new(context->store, sql, err);
    if (!assign->held)
        return -1;
    query_bind_id(assign->held, 1, affiliate);
    query_bind_id(assign->held, 2, assign->person);
    query_bind_id(assign->held, 3, assign->role);
    query_bind_plain(assign->held, 4, date_text(context->today, today));
    int step = query_step(assign->held, err);
    query_reset(assign->held);
    return step;
}

static struct record *bulk_assign_change(
    struct context *context, void *arg, struct record *affiliate, struct li_error *err)
{
    struct bulk_assign *assign = arg;
    char text[ID_TEXT_SIZE];
    if (bulk_assign_is_held(assign, context, &affiliate->id, err) != 0)
        return NULL;
    struct record *assignment = record_new(context, &kind_assignment);
    record_set(assignment, ASSIGNMENT_AFFILIATE, id_text(&affiliate->id, text));
    record_set(assignment, ASSIGNMENT_PERSON, id_text(assign->person, text));
    record_set(assignment, ASSIGNMENT_ROLE, id_text(assign->role, text));
    record_set(assignment, ASSIGNMENT_TO, assign->to);
    return assignment;
}

static char *bulk_assign_label(struct context *context, const void *arg, const char *records)
{
    const struct bulk_assign *assign = arg;
    char *person = record_title(context, &kind_person, assign->person);
    char *role = record_title(context, &kind_role, assign->role);
    char *label =
        li_format("Assign %s as %s to %s", person ? person : "", role ? role : "", records);
    free(person);
    free(role);
    return label;
}

enum li_err bulk_assign(struct context *context, const struct bulk *bulk, const struct id *person,
    const struct id *role, struct bulk_done *done, struct li_error *err)
{
    static const struct bulk_change change = {
        &kind_assignment, bulk_assign_change, bulk_assign_label};
    assert(context && bulk && bulk->kind && person && role && done);
    if (bulk->kind != &kind_affiliate)
        return li_fail(
            err, LI_USAGE, "People can be assigned to affiliates, not to %s.", bulk->kind->plural);
    char last[DAY_TEXT_SIZE];
    day_t to;
    enum li_err code = people_term(context, role, context->today, &to, err);
    if (code)
        return code;
    struct bulk_assign assign = {
        .person = person, .role = role, .to = to == DAY_NONE ? NULL : date_text(to, last)};
    code = bulk_run(context, bulk, &change, &assign, done, err);
    query_free(assign.held);
    return code;
}
