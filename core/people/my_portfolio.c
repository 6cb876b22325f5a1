/*
 * my_portfolio.c: the user as a person, and their regions and affiliates today, as SQL.
 */
#include "core/people/my_portfolio.h"
#include "core/base/text.h"
#include "core/kind/affiliate.h"
#include "core/kind/person.h"
#include "core/people/people.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char my_portfolio_people_sql[] =
    "SELECT r.id FROM local_cache_person k CROSS JOIN person r ON r.rowid = k.rid"
    " WHERE k.words = %s AND k.archived = 0";

static const char my_portfolio_held_sql[] = "SELECT 1 FROM assignment a WHERE a.person IN (%s)"
                                            " AND " PEOPLE_HELD_SQL("a", "today()");

static const char my_portfolio_affiliates_sql[] =
    PEOPLE_PORTFOLIO_SQL("a.person IN (%1$s)", "today()");

static const char my_portfolio_regions_sql[] =
    "SELECT a.region FROM assignment a WHERE a.person IN (%s)"
    " AND a.region IS NOT NULL AND " PEOPLE_HELD_SQL("a", "today()");

char *my_portfolio_people(const char *name)
{
    assert(name);
    return li_format(my_portfolio_people_sql, name);
}

char *my_portfolio_affiliates(const char *people)
{
    assert(people);
    return li_format(my_portfolio_affiliates_sql, people);
}

char *my_portfolio_regions(const char *people)
{
    assert(people);
    return li_format(my_portfolio_regions_sql, people);
}

/* Whether there is a row: 1 or 0; -1: *err says why not. */
static int my_portfolio_ask(
    struct context *context, const char *sql, const char *name, struct li_error *err)
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
    assert(context && out);
    struct li_error own = {0};
    err = err ? err : &own;
    const char *as = context->as ? context->as : "";
    char *people = my_portfolio_people("?1");
    *out = text_fold(as);
    int found = my_portfolio_ask(context, people, *out, err);
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
    assert(context);
    char *name = NULL;
    if (my_portfolio_name(context, &name, &(struct li_error){0}))
        return false;
    char *people = my_portfolio_people("?1"), *sql = li_format(my_portfolio_held_sql, people);
    int found = my_portfolio_ask(context, sql, name, &(struct li_error){0});
    free(sql);
    free(people);
    free(name);
    return found > 0;
}

/* --- is:mine ---------------------------------------------------------------------------------- */

/* Whether a record is mine because the record it refers to is: an affiliate, or what it is a part
   of. What is only mentioned (a goal's agreement) belongs to the same affiliate anyway. */
static bool my_portfolio_passes_on(const struct kind *kind, const struct field *field)
{
    const struct kind *target = field->type == FIELD_REF ? kind_find(field->ref) : NULL;
    return target && target != kind && !target->reference && target != &kind_person &&
           (field->flags & FIELD_REQUIRED || target == &kind_affiliate);
}

/* people: a SELECT of who is at work. Whatever names them is theirs. Only tests of references stand
   between the ORs, so that their indexes can lead. */
static void my_portfolio_write(const struct kind *kind, const char *people, FILE *out)
{
    char *affiliates = my_portfolio_affiliates(people);
    const char *between = "";
    fputs("(", out);
    if (kind == &kind_affiliate || kind == &kind_person) {
        fprintf(out, "r.id IN (%s)", kind == &kind_person ? people : affiliates);
        between = " OR ";
    }
    for (int i = 0; i < kind->stored_count; i++) {
        const struct field *field = &kind->fields[i];
        bool person = field->type == FIELD_REF && strcmp(field->ref, kind_person.name) == 0;
        if (!person && !my_portfolio_passes_on(kind, field))
            continue;
        fprintf(out, "%sr.\"%s\" IN (", between, field->name);
        between = " OR ";
        if (person || strcmp(field->ref, kind_affiliate.name) == 0) {
            fputs(person ? people : affiliates, out);
        } else {
            fprintf(out, "SELECT r.id FROM \"%s\" r WHERE ", field->ref);
            my_portfolio_write(kind_find(field->ref), people, out);
        }
        fputs(")", out);
    }
    fputs(*between ? ")" : "0)", out);
    free(affiliates);
}

static enum li_err my_portfolio_write_mine(struct context *context, const struct kind *kind,
    struct filter_condition *condition, struct li_error *err)
{
    char *name = NULL, parameter[16];
    enum li_err code = my_portfolio_name(context, &name, err);
    if (code)
        return code;
    snprintf(parameter, sizeof parameter, "?%d", filter_condition_bind(condition, name));
    free(name);
    char *people = my_portfolio_people(parameter);
    my_portfolio_write(kind, people, condition->sql);
    free(people);
    return LI_OK;
}

const struct filter_word my_portfolio_words[] = {{"mine", true, my_portfolio_write_mine}, {0}};
