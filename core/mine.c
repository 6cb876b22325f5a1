/*
 * mine.c: what is mine, as SQL: by the assignments that hold today.
 */
#include "mine.h"
#include "../data/memory.h"
#include "../data/query.h"
#include "kind/assignment.h"
#include "text.h"
#include <stdlib.h>

static const char people_sql[] =
    "SELECT r.id FROM local_kept_person k CROSS JOIN person r ON r.rowid = k.rid"
    " WHERE k.words = %s AND k.archived = 0";

static const char held_sql[] =
    "SELECT r.affiliate, r.region FROM assignment r"
    " WHERE r.person IN (%s) AND r.archived_on IS NULL AND (%s) = 'current'";

static const char affiliates_sql[] =
    "WITH held(affiliate, region) AS (%s)"
    " SELECT affiliate FROM held WHERE affiliate IS NOT NULL"
    " UNION SELECT r.id FROM affiliate r WHERE r.region IN (SELECT region FROM held)"
    " UNION SELECT r.id FROM affiliate r WHERE r.region IS NULL AND r.state IN"
    " (SELECT r.id FROM state r WHERE r.region IN (SELECT region FROM held))";

static const char regions_sql[] = "SELECT region FROM (%s) WHERE region IS NOT NULL";

static char *held(const char *people)
{
    return li_format(held_sql, people, kind_assignment.fields[ASSIGNMENT_STATE].sql);
}

char *mine_people(const char *name)
{
    return li_format(people_sql, name);
}

char *mine_affiliates(const char *people)
{
    char *mine = held(people), *sql = li_format(affiliates_sql, mine);
    free(mine);
    return sql;
}

char *mine_regions(const char *people)
{
    char *mine = held(people), *sql = li_format(regions_sql, mine);
    free(mine);
    return sql;
}

/* The first column of the first row, when there is a row: 1; else 0, or -1. */
static int ask(struct li *li, const char *sql, const char *name, struct li_error *err)
{
    struct query *query = query_new(li->store, sql, err);
    if (!query)
        return -1;
    query_bind_text(query, 1, name);
    int found = query_step(query, err);
    query_free(query);
    return found;
}

enum li_err mine_name(struct li *li, char **out, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    const char *as = li->as ? li->as : "";
    char *people = mine_people("?1");
    *out = text_fold(as);
    int found = ask(li, people, *out, err);
    free(people);
    if (found > 0)
        return LI_OK;
    free(*out);
    *out = NULL;
    return found < 0 ? err->code
                     : li_fail(err, LI_NONE,
                           "No person is called \"%s\", so nothing is theirs; name who is at work"
                           " with --as.",
                           as);
}

bool mine_any(struct li *li)
{
    char *name = NULL;
    if (mine_name(li, &name, NULL) != LI_OK)
        return false;
    char *people = mine_people("?1"), *sql = held(people);
    int found = ask(li, sql, name, NULL);
    free(sql);
    free(people);
    free(name);
    return found > 0;
}
