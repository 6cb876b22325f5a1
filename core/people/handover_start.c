/*
 * handover_start.c: the scope for a hand-over that starts from a record, and the roles there.
 */
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/person.h"
#include "core/kind/region.h"
#include "core/kind/state.h"
#include "core/people/affiliate_of.h"
#include "core/people/handover.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>

/* By kind: the scope (enum handover_of) and its id; ?1 is the record's id. */
static const struct {
    const struct kind *kind;
    const char *sql;
} handover_scope_queries[] = {
    {&kind_region, "SELECT 0, ?1"},
    {&kind_state, "SELECT 0, region FROM state WHERE id = ?1"},
    /* Its region or, where it has none, the person on our side with the first role for it. */
    {&kind_affiliate,
        "SELECT region IS NULL, coalesce(region, person) FROM (SELECT " AFFILIATE_REGION_SQL(
            "r") " AS region, (SELECT a.person FROM assignment a JOIN role o ON o.id = a.role"
                 " WHERE a.affiliate = r.id AND o.side = 'ours' AND " PEOPLE_HELD_SQL(
                     "a", "today()") " ORDER BY o.position LIMIT 1) AS person FROM affiliate r "
                                     "WHERE r.id = ?1)"},
    {&kind_assignment,
        "SELECT region IS NULL, coalesce(region, person) FROM"
        " (SELECT a.person AS person, coalesce(a.region, (SELECT " AFFILIATE_REGION_SQL(
            "r") " FROM affiliate r WHERE r.id = a.affiliate)) AS region"
                 " FROM assignment a WHERE a.id = ?1)"},
    {&kind_person,
        "SELECT a.region IS NULL, coalesce(a.region, a.person) FROM assignment a"
        " JOIN role o ON o.id = a.role WHERE a.person = ?1 AND o.side = 'ours'"
        " AND " PEOPLE_HELD_SQL("a", "today()") " ORDER BY a.region IS NULL, o.position LIMIT 1"},
};

static const char *handover_scope_sql(const struct kind *kind)
{
    for (size_t i = 0; i < sizeof handover_scope_queries / sizeof *handover_scope_queries; i++)
        if (handover_scope_queries[i].kind == kind)
            return handover_scope_queries[i].sql;
    return NULL;
}

/* Any other kind has the scope of its affiliate. */
bool handover_scope(struct context *context, const struct kind *kind, const struct id *id,
    struct handover_scope *out)
{
    assert(kind && id);
    struct id affiliate;
    const char *sql = handover_scope_sql(kind);
    if (!sql) {
        return affiliate_of_any(kind) &&
               !affiliate_of(context, kind, id, &affiliate, &(struct li_error){0}) &&
               handover_scope(context, &kind_affiliate, &affiliate, out);
    }
    struct query *query = query_new(context->store, sql, NULL);
    if (!query)
        return false;
    query_bind_id(query, 1, id);
    bool found = query_step(query, NULL) > 0 && query_id(query, 1, &out->id);
    if (found)
        out->of = (enum handover_of)query_int(query, 0);
    query_free(query);
    return found;
}

/* The roles on our side, those held most in the scope first. ?1 is its id, ?2 the day. */
#define ROLES_SQL(counted)                                                                         \
    "SELECT o.id, o.name FROM role o WHERE o.side = 'ours' AND o.archived_on IS NULL"              \
    " ORDER BY (SELECT " counted                                                                   \
    " AND a.role = o.id AND " PEOPLE_HELD_SQL("a", "?2") ") DESC,"                                 \
                                                         " o.position, o.name"
static const char *const handover_roles_sql[] = {
    [HANDOVER_OF_REGION] =
        ROLES_SQL("count(DISTINCT a.person) FROM assignment a WHERE a.region = ?1"),
    [HANDOVER_OF_PERSON] = ROLES_SQL("count(a.affiliate) FROM assignment a WHERE a.person = ?1"),
};

enum li_err handover_roles(struct context *context, const struct handover_scope *scope, day_t day,
    struct handover_name **out, size_t *count, struct li_error *err)
{
    assert(day != DAY_NONE);
    char on[DAY_TEXT_SIZE];
    struct query *query = query_new(context->store, handover_roles_sql[scope->of], err);
    *out = NULL;
    *count = 0;
    if (!query)
        return err->code;
    query_bind_id(query, 1, &scope->id);
    query_bind_plain(query, 2, date_text(day, on));
    int more;
    while ((more = query_step(query, err)) > 0) {
        *out = li_realloc(*out, *count + 1, sizeof **out);
        struct handover_name *role = &(*out)[(*count)++];
        role->name = li_strdup(query_text(query, 1));
        query_id(query, 0, &role->id);
    }
    query_free(query);
    if (more < 0)
        handover_named_free(*out, *count);
    return more < 0 ? err->code : LI_OK;
}

void handover_named_free(struct handover_name *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(list[i].name);
    free(list);
}
