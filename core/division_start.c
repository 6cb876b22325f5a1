/*
 * division_start.c: from what is at hand to what is divided, and in which role.
 */
#include "../data/memory.h"
#include "../data/query.h"
#include "division.h"
#include "kind/affiliate.h"
#include "kind/agreement.h"
#include "kind/assignment.h"
#include "kind/goal.h"
#include "kind/person.h"
#include "kind/region.h"
#include "kind/state.h"
#include <stdlib.h>

/* The affiliate's region or, where it has none, whoever of ours holds the first role for it. */
#define OF_AFFILIATE_SQL(id)                                                                       \
    "SELECT region IS NULL, coalesce(region, person) FROM (SELECT " AFFILIATE_REGION_SQL(          \
        "r") " AS region, (SELECT a.person FROM assignment a JOIN role o ON o.id = a.role"         \
             " WHERE a.affiliate = r.id AND o.side = 'ours' AND " PEOPLE_HELD_SQL(                 \
                 "a", "today()") " ORDER BY o.position LIMIT 1) AS person FROM affiliate r WHERE " \
                                 "r.id = " id ")"

/* Of each kind, what is divided (enum division_of) and its id; ?1 is the record's. */
static const struct {
    const struct kind *kind;
    const char *sql;
} scopes[] = {
    {&kind_region, "SELECT 0, ?1"},
    {&kind_state, "SELECT 0, region FROM state WHERE id = ?1"},
    {&kind_affiliate, OF_AFFILIATE_SQL("?1")},
    {&kind_goal, OF_AFFILIATE_SQL("(SELECT g.affiliate FROM goal g WHERE g.id = ?1)")},
    {&kind_agreement, OF_AFFILIATE_SQL("(SELECT g.affiliate FROM agreement g WHERE g.id = ?1)")},
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

bool division_scope(
    struct li *li, const struct kind *kind, const struct id *id, struct division_scope *out)
{
    size_t at = 0;
    while (at < sizeof scopes / sizeof *scopes && scopes[at].kind != kind)
        at++;
    if (at == sizeof scopes / sizeof *scopes)
        return false;
    struct query *query = query_new(li->store, scopes[at].sql, NULL);
    if (!query)
        return false;
    query_bind_id(query, 1, id);
    bool found = query_step(query, NULL) > 0 && query_id(query, 1, &out->id);
    if (found)
        out->of = (enum division_of)query_int(query, 0);
    query_free(query);
    return found;
}

/* The roles of ours by how much is held in them there; ?1 is the scope's id, ?2 the day. */
#define ROLES_SQL(counted)                                                                         \
    "SELECT o.id, o.name FROM role o WHERE o.side = 'ours' AND o.archived_on IS NULL"              \
    " ORDER BY (SELECT " counted                                                                   \
    " AND a.role = o.id AND " PEOPLE_HELD_SQL("a", "?2") ") DESC,"                                 \
                                                         " o.position, o.name"
static const char *const roles_sql[] = {
    [DIVISION_OF_REGION] =
        ROLES_SQL("count(DISTINCT a.person) FROM assignment a WHERE a.region = ?1"),
    [DIVISION_OF_PERSON] = ROLES_SQL("count(a.affiliate) FROM assignment a WHERE a.person = ?1"),
};

enum li_err division_roles(struct li *li, const struct division_scope *scope, day_t day,
    struct named **out, size_t *count, struct li_error *err)
{
    char on[DAY_TEXT_SIZE];
    struct query *query = query_new(li->store, roles_sql[scope->of], err);
    *out = NULL;
    *count = 0;
    if (!query)
        return err->code;
    query_bind_id(query, 1, &scope->id);
    query_bind_plain(query, 2, day_text(day, on));
    int more;
    while ((more = query_step(query, err)) > 0) {
        *out = li_realloc(*out, *count + 1, sizeof **out);
        struct named *role = &(*out)[(*count)++];
        role->name = li_strdup(query_text(query, 1));
        query_id(query, 0, &role->id);
    }
    query_free(query);
    if (more < 0)
        named_free(*out, *count);
    return more < 0 ? err->code : LI_OK;
}

void named_free(struct named *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(list[i].name);
    free(list);
}
