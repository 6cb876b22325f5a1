/*
 * workload.c: affiliates, goals, check-ins and renewals counted, and vacancies found.
 */
#include "workload.h"
#include "../data/memory.h"
#include "../data/query.h"
#include "kept.h"
#include "kind/affiliate.h"
#include "kind/agreement.h"
#include "kind/goal.h"
#include "kind/person.h"
#include "people.h"
#include <stdio.h>
#include <stdlib.h>

void load_add(struct load *load, const struct load *more)
{
    load->affiliates += more->affiliates;
    load->goals += more->goals;
    load->checkins += more->checkins;
    load->renewals += more->renewals;
}

/* --- weighing --------------------------------------------------------------------------------- */

struct scales {
    struct query *query;
};

/* Which affiliates count; ?1 is the record, ?2 the day. */
static const struct {
    const struct kind *kind;
    const char *affiliates;
} weighed[] = {
    {&kind_affiliate, "SELECT ?1"},
    {&kind_person, PEOPLE_PORTFOLIO_SQL("?1", "?2")},
};

/* The records of a kind that belong to those affiliates, with what is kept of them. */
static void write_belonging(const struct kind *kind, int field, const char *which, FILE *sql)
{
    fputs("(SELECT ", sql);
    kept_value(kind, &kind->fields[field], sql);
    fprintf(sql, " AS stands FROM mine JOIN \"%s\" r ON r.affiliate = mine.id", kind->name);
    kept_join(kind, sql);
    fprintf(sql, " WHERE r.archived_on IS NULL%s)", which);
}

static char *weighing_sql(const char *affiliates)
{
    char *text = NULL;
    size_t size = 0;
    FILE *sql = open_memstream(&text, &size);
    fprintf(sql,
        "WITH mine(id) AS (%s) SELECT (SELECT count(*) FROM mine), g.goals, g.checkins, a.renewals"
        " FROM (SELECT count(*) AS goals, count(CASE WHEN stands IN ('%s', '%s') THEN 1 END)"
        " AS checkins FROM ",
        affiliates, health_names[HEALTH_STALE], health_names[HEALTH_NO_DATA]);
    write_belonging(&kind_goal, GOAL_HEALTH, " AND r.state = 'open'", sql);
    fprintf(sql, ") g, (SELECT count(CASE WHEN stands = '%s' THEN 1 END) AS renewals FROM ",
        agreement_state_names[TERM_DUE]);
    write_belonging(&kind_agreement, AGREEMENT_STATE, "", sql);
    fputs(") a", sql);
    fclose(sql);
    return text;
}

struct scales *scales_new(struct li *li, const struct kind *kind, day_t day, struct li_error *err)
{
    char on[DAY_TEXT_SIZE];
    size_t at = 0;
    while (weighed[at].kind != kind)
        at++;
    char *sql = weighing_sql(weighed[at].affiliates);
    struct query *query = query_new(li->store, sql, err);
    free(sql);
    if (!query)
        return NULL;
    query_bind_plain(query, 2, day_text(day, on));
    struct scales *scales = li_calloc(1, sizeof *scales);
    scales->query = query;
    return scales;
}

void scales_free(struct scales *scales)
{
    if (scales)
        query_free(scales->query);
    free(scales);
}

enum li_err scales_weigh(
    struct scales *scales, const struct id *id, struct load *out, struct li_error *err)
{
    struct query *query = scales->query;
    query_bind_id(query, 1, id);
    int step = query_step(query, err);
    *out = (struct load){0};
    if (step > 0)
        *out = (struct load){
            query_int(query, 0), query_int(query, 1), query_int(query, 2), query_int(query, 3)};
    query_reset(query);
    return step < 0 ? err->code : LI_OK;
}

/* --- who carries it --------------------------------------------------------------------------- */

#define OURS_SQL                                                                                   \
    " FROM role o JOIN assignment a ON a.role = o.id WHERE o.side = 'ours' AND " PEOPLE_HELD_SQL(  \
        "a", "?1")

static const char *const carriers_sql =
    "SELECT p.id, p.name, (SELECT group_concat(name, ', ') FROM (SELECT DISTINCT o.name AS name"
    " FROM assignment a JOIN role o ON o.id = a.role WHERE a.person = p.id AND o.side = 'ours'"
    " AND " PEOPLE_HELD_SQL("a", "?1") " ORDER BY o.position, o.name))"
                                       " FROM person p WHERE p.id IN (SELECT a.person" OURS_SQL
                                       ") ORDER BY fold(p.name), p.id";

enum li_err workload_read(struct li *li, day_t day, struct workload *out, struct li_error *err)
{
    char on[DAY_TEXT_SIZE];
    struct query *query = query_new(li->store, carriers_sql, err);
    *out = (struct workload){0};
    if (!query)
        return err->code;
    query_bind_plain(query, 1, day_text(day, on));
    int more;
    while ((more = query_step(query, err)) > 0) {
        out->list = li_realloc(out->list, out->count + 1, sizeof *out->list);
        struct carrier *carrier = &out->list[out->count++];
        *carrier = (struct carrier){
            .name = li_strdup(query_text(query, 1)), .roles = li_strdup(query_text(query, 2))};
        query_id(query, 0, &carrier->id);
    }
    query_free(query);
    if (more < 0)
        workload_free(out);
    return more < 0 ? err->code : LI_OK;
}

void workload_free(struct workload *workload)
{
    for (size_t i = 0; i < workload->count; i++) {
        free(workload->list[i].name);
        free(workload->list[i].roles);
    }
    free(workload->list);
    *workload = (struct workload){0};
}

/* --- what nobody carries ---------------------------------------------------------------------- */

/* An affiliate that is not yet or no longer one need not have anybody. The limit comes before the
   order, so that the first are there at once however many there are. */
static const char *const vacancies_sql =
    "SELECT v.id, v.code, v.name, o.name,"
    " (SELECT g.name FROM region g WHERE g.id = v.region) FROM (SELECT r.id, r.code, r.name,"
    " o.id AS role, " PEOPLE_REGION_SQL(
        "r") " AS region FROM affiliate r CROSS JOIN role o WHERE o.required = 1"
             " AND o.archived_on IS NULL AND r.archived_on IS NULL"
             " AND r.status IN ('active', 'dormant') AND " PEOPLE_VACANT_SQL(
                 "r", "o", "?1") " LIMIT ?2) v JOIN role o ON o.id = v.role"
                                 " ORDER BY fold(v.name), v.id, o.position, o.name";

struct query *vacancies(struct li *li, day_t day, int64_t limit, struct li_error *err)
{
    char on[DAY_TEXT_SIZE];
    struct query *query = query_new(li->store, vacancies_sql, err);
    if (!query)
        return NULL;
    query_bind_plain(query, 1, day_text(day, on));
    query_bind_int(query, 2, limit ? limit : -1);
    return query;
}
