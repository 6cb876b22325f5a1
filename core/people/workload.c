/*
 * workload.c: affiliates, goals, check-ins and renewals counted, and vacant roles.
 */
#include "core/people/workload.h"
#include "core/cache/cache_table.h"
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/people/people.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void workload_add(struct workload_counts *load, const struct workload_counts *more)
{
    assert(load && more);
    load->affiliates += more->affiliates;
    load->goals += more->goals;
    load->checkins += more->checkins;
    load->renewals += more->renewals;
}

/* --- counting --------------------------------------------------------------------------------- */

struct workload_counter {
    struct query *query;
};

/* Which affiliates count; ?1 is the record, ?2 the day. */
static const struct {
    const struct kind *kind;
    const char *affiliates;
} workload_counted[] = {
    {&kind_affiliate, "SELECT ?1"},
    {&kind_person, PEOPLE_PORTFOLIO_SQL("a.person = ?1", "?2")},
};

/* "expression [name] expression ...": each [name] is the value of that field from the cache. */
static void workload_write_cached(const struct kind *kind, const char *expression, FILE *sql)
{
    for (const char *at = expression; *at; at++) {
        const char *end = *at == '[' ? strchr(at, ']') : NULL;
        if (!end) {
            fputc(*at, sql);
            continue;
        }
        char *name = li_strndup(at + 1, (size_t)(end - at - 1));
        fputs("(", sql);
        cache_table_value(kind, &kind->fields[kind_field(kind, name)], sql);
        fputs(")", sql);
        free(name);
        at = end;
    }
}

/* Counts the records of a kind that belong to those affiliates, and those for which the expression
   holds. */
static void workload_write_count(
    const struct kind *kind, const char *expression, const char *which, FILE *sql)
{
    fputs("(SELECT count(*) AS records, count(CASE WHEN ", sql);
    workload_write_cached(kind, expression, sql);
    fprintf(
        sql, " THEN 1 END) AS hits FROM mine JOIN \"%s\" r ON r.affiliate = mine.id", kind->name);
    cache_table_join(kind, sql);
    fprintf(sql, " WHERE r.archived_on IS NULL%s)", which);
}

static char *workload_count_sql(const char *affiliates)
{
    char *text = NULL;
    FILE *sql = li_text_open(&text);
    fprintf(sql,
        "WITH mine(id) AS MATERIALIZED (%s) SELECT (SELECT count(*) FROM mine), g.records, g.hits,"
        " a.hits FROM ",
        affiliates);
    workload_write_count(&kind_goal, "[check_in] < today() AND [health] IS NOT 'overdue'",
        " AND r.state = 'open'", sql);
    fputs(" g, ", sql);
    workload_write_count(&kind_agreement, "[state] = 'due-for-renewal'", "", sql);
    fputs(" a", sql);
    li_text_close(sql);
    return text;
}

struct workload_counter *workload_counter_new(
    struct context *context, const struct kind *kind, day_t day, struct li_error *err)
{
    assert(kind == &kind_affiliate || kind == &kind_person);
    assert(day != DAY_NONE);
    char on[DAY_TEXT_SIZE];
    size_t at = 0;
    while (workload_counted[at].kind != kind)
        at++;
    char *sql = workload_count_sql(workload_counted[at].affiliates);
    struct query *query = query_new(context->store, sql, err);
    free(sql);
    if (!query)
        return NULL;
    query_bind_plain(query, 2, date_text(day, on));
    struct workload_counter *counter = li_calloc(1, sizeof *counter);
    counter->query = query;
    return counter;
}

void workload_counter_free(struct workload_counter *counter)
{
    if (counter)
        query_free(counter->query);
    free(counter);
}

enum li_err workload_counter_run(struct workload_counter *counter, const struct id *id,
    struct workload_counts *out, struct li_error *err)
{
    assert(counter && id);
    struct query *query = counter->query;
    query_bind_id(query, 1, id);
    int step = query_step(query, err);
    *out = (struct workload_counts){0};
    if (step > 0)
        *out = (struct workload_counts){
            query_int(query, 0), query_int(query, 1), query_int(query, 2), query_int(query, 3)};
    query_reset(query);
    return step < 0 ? err->code : LI_OK;
}

/* --- the people ---------------------------------------------------------------------------- */

#define OURS_SQL                                                                                   \
    " FROM role o JOIN assignment a ON a.role = o.id WHERE o.side = 'ours' AND " PEOPLE_HELD_SQL(  \
        "a", "?1")

static const char *const workload_people_sql =
    "SELECT p.id, p.name, (SELECT group_concat(name, ', ') FROM (SELECT DISTINCT o.name AS name"
    " FROM assignment a JOIN role o ON o.id = a.role WHERE a.person = p.id AND o.side = 'ours'"
    " AND " PEOPLE_HELD_SQL("a", "?1") " ORDER BY o.position, o.name))"
                                       " FROM person p WHERE p.id IN (SELECT a.person" OURS_SQL
                                       ") ORDER BY fold(p.name), p.id";

enum li_err workload_load(
    struct context *context, day_t day, struct workload *out, struct li_error *err)
{
    assert(day != DAY_NONE);
    char on[DAY_TEXT_SIZE];
    struct query *query = query_new(context->store, workload_people_sql, err);
    *out = (struct workload){0};
    if (!query)
        return err->code;
    query_bind_plain(query, 1, date_text(day, on));
    int more;
    while ((more = query_step(query, err)) > 0) {
        out->list = li_realloc(out->list, out->count + 1, sizeof *out->list);
        struct workload_person *person = &out->list[out->count++];
        *person = (struct workload_person){
            .name = li_strdup(query_text(query, 1)), .roles = li_strdup(query_text(query, 2))};
        query_id(query, 0, &person->id);
    }
    query_free(query);
    if (more < 0)
        workload_free(out);
    return more < 0 ? err->code : LI_OK;
}

void workload_free(struct workload *workload)
{
    assert(workload);
    for (size_t i = 0; i < workload->count; i++) {
        free(workload->list[i].name);
        free(workload->list[i].roles);
    }
    free(workload->list);
    *workload = (struct workload){0};
}

/* --- vacant roles ------------------------------------------------------------------------- */

/* In the order of the affiliates' cache, so that the first come at once. */
static const char *const workload_vacancies_sql =
    "SELECT r.id, r.code, r.name, o.name, (SELECT g.name FROM region g"
    " WHERE g.id = " AFFILIATE_REGION_SQL(
        "r") ") FROM local_cache_affiliate k"
             " CROSS JOIN affiliate r ON r.rowid = k.rid CROSS JOIN role o WHERE k.archived = 0"
             " AND r.status IN ('prospect', 'active') AND o.required = 1 AND o.archived_on IS NULL"
             " AND " PEOPLE_VACANT_SQL(
                 "r", "o", "?1") " ORDER BY k.words, k.rid, o.position, o.name"
                                 " LIMIT ?2";

struct query *workload_vacancies(
    struct context *context, day_t day, int64_t limit, struct li_error *err)
{
    assert(day != DAY_NONE && limit >= 0);
    char on[DAY_TEXT_SIZE];
    struct query *query = query_new(context->store, workload_vacancies_sql, err);
    if (!query)
        return NULL;
    query_bind_plain(query, 1, date_text(day, on));
    query_bind_int(query, 2, limit ? limit : -1);
    return query;
}
