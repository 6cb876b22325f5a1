/*
 * my_portfolio.c: what is mine, as SQL: by the assignments that hold today.
 */
#include "core/people/my_portfolio.h"
#include "core/base/text.h"
#include "core/people/people.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <stdlib.h>

static const char my_people_sql[] =
    "SELECT r.id FROM local_kept_person k CROSS JOIN person r ON r.rowid = k.rid"
    " WHERE k.words = %s AND k.archived = 0";

static const char my_held_sql[] = "SELECT 1 FROM assignment a WHERE a.person IN (%s)"
                                  " AND " PEOPLE_HELD_SQL("a", "today()");

static const char my_affiliates_sql[] = PEOPLE_PORTFOLIO_SQL("a.person IN (%1$s)", "today()");

static const char my_regions_sql[] =
    "SELECT a.region FROM assignment a WHERE a.person IN (%s)"
    " AND a.region IS NOT NULL AND " PEOPLE_HELD_SQL("a", "today()");

char *my_portfolio_people(const char *name)
{
    return li_format(my_people_sql, name);
}

char *my_portfolio_affiliates(const char *people)
{
    return li_format(my_affiliates_sql, people);
}

char *my_portfolio_regions(const char *people)
{
    return li_format(my_regions_sql, people);
}

/* The first column of the first row, when there is a row: 1; else 0, or -1. */
static int my_ask(struct context *context, const char *sql, const char *name, struct li_error *err)
{
    struct query *query = query_new(context->store, sql, err);
    if (!query)
        return -1;
    query_bind_text(query, 1, name);
    int found = query_step(query, err);
    query_free(query);
    return found;
}

enum li_err my_portfolio_name(struct context *context, char **out, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    const char *as = context->as ? context->as : "";
    char *people = my_portfolio_people("?1");
    *out = text_fold(as);
    int found = my_ask(context, people, *out, err);
    free(people);
    if (found > 0)
        return LI_OK;
    free(*out);
    *out = NULL;
    return found < 0 ? err->code
                     : li_fail(err, LI_NONE,
                           "You (\"%s\") aren't in the People list. Add yourself (5, a), or start "
                           "with --as NAME.",
                           as);
}

bool my_portfolio_any(struct context *context)
{
    char *name = NULL;
    if (my_portfolio_name(context, &name, NULL) != LI_OK)
        return false;
    char *people = my_portfolio_people("?1"), *sql = li_format(my_held_sql, people);
    int found = my_ask(context, sql, name, NULL);
    free(sql);
    free(people);
    free(name);
    return found > 0;
}
