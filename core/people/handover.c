/*
 * handover.c: who there is, what there is, who has it and who is to have it.
 */
#include "core/people/handover.h"
#include "core/kind/person.h"
#include "core/kind/region.h"
#include "core/kind/role.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <stdlib.h>
#include <string.h>

enum { MOST = 1000 }; /* affiliates: more than anybody divides by hand */

/* What is read of a region and of a person; ?1 is its id, ?2 the role, ?3 the day, ?4 the day
   before, ?5 at most so many affiliates. */
#define AROUND_SQL "(" PEOPLE_HELD_SQL("a", "?3") " OR " PEOPLE_HELD_SQL("a", "?4") ")"

#define OF_REGION_SQL                                                                              \
    "SELECT id FROM (SELECT id FROM affiliate WHERE region = ?1 UNION ALL"                         \
    " SELECT f.id FROM state s CROSS JOIN affiliate f ON f.state = s.id AND +f.region IS NULL"     \
    " WHERE s.region = ?1) LIMIT ?5"
#define OF_PERSON_SQL                                                                              \
    "SELECT a.affiliate AS id FROM assignment a WHERE a.person = ?1 AND a.role = ?2"               \
    " AND a.affiliate IS NOT NULL AND " AROUND_SQL " LIMIT ?5"

/* Affiliates, by their states where they have any, with who holds the role on either day. */
#define HOLDER_SQL(day, whose)                                                                     \
    "(SELECT a.person FROM assignment a WHERE a.affiliate = r.id AND a.role = ?2"                  \
    " AND " PEOPLE_HELD_SQL("a", day) whose                                                        \
        " ORDER BY a.\"primary\" DESC, a.\"from\" DESC LIMIT 1)"
#define SHARES_SQL(which, whose)                                                                   \
    "SELECT r.id, r.code, r.name, (SELECT s.name FROM state s WHERE s.id = r.state) AS place,"     \
    " " HOLDER_SQL("?4", whose) ", " HOLDER_SQL("?3",                                              \
        whose) " FROM affiliate r"                                                                 \
               " WHERE r.id IN (" which ") AND " PEOPLE_LIVE_SQL(                                  \
                   "r") " ORDER BY place IS NULL, fold(coalesce(place, r.name)), r.name, r.id"

/* People in the order of their columns, and whether each holds the role for the whole of it on the
   day before and on the day. */
#define PEOPLE_SQL(from)                                                                           \
    "SELECT p.id, p.name, max(w.had), max(w.has) FROM (" from                                      \
    ") w JOIN person p ON p.id = w.person"                                                         \
    " GROUP BY p.id ORDER BY min(w.level), fold(p.name), p.id LIMIT ?5"

/* Who holds the role for which region on the day, and whether they do on the day before. */
#define POSTS_SQL(whose)                                                                           \
    "SELECT min(a.id), g.id, g.name, p.id, max(" PEOPLE_HELD_SQL(                                  \
        "a", "?4") ") FROM assignment a JOIN person p ON p.id = a.person"                          \
                   " JOIN region g ON g.id = a.region WHERE a.role = ?2"                           \
                   " AND " PEOPLE_HELD_SQL("a", "?3") whose                                        \
        " GROUP BY g.id, p.id ORDER BY fold(g.name), fold(p.name), p.id LIMIT ?5"

static const struct {
    const struct kind *kind;
    const char *people, *shares, *posts;
} scopes[] = {
    [HANDOVER_OF_REGION] = {&kind_region,
        PEOPLE_SQL("SELECT a.person AS person, 0 AS level, " PEOPLE_HELD_SQL(
            "a", "?4") " AS had, " PEOPLE_HELD_SQL("a",
            "?3") " AS has FROM assignment a WHERE a.region = ?1 AND a.role = ?2"
                  " AND " AROUND_SQL " UNION ALL SELECT a.person, 1, 0, 0 FROM (" OF_REGION_SQL
                  ") f JOIN assignment a ON a.affiliate = f.id WHERE a.role = ?2"
                  " AND " AROUND_SQL),
        SHARES_SQL(OF_REGION_SQL, ""), POSTS_SQL(" AND a.region = ?1")},
    [HANDOVER_OF_PERSON] = {&kind_person,
        PEOPLE_SQL(
            "SELECT ?1 AS person, 0 AS level, 0 AS had, 0 AS has UNION ALL SELECT person, 1, 0, 0"
            " FROM (SELECT DISTINCT a.person AS person FROM assignment a"
            " WHERE a.role = ?2 AND " AROUND_SQL " LIMIT 9)"),
        SHARES_SQL(OF_PERSON_SQL, " AND a.person = ?1"), POSTS_SQL(" AND a.person = ?1")},
};

static struct query *handover_division_query(
    struct context *context, const struct handover *division, const char *sql, struct li_error *err)
{
    char day[DAY_TEXT_SIZE];
    struct query *query = query_new(context->store, sql, err);
    if (!query)
        return NULL;
    query_bind_id(query, 1, &division->scope.id);
    query_bind_id(query, 2, &division->role);
    query_bind_plain(query, 3, date_text(division->day, day));
    query_bind_plain(query, 4, date_text(division->day - 1, day));
    query_bind_int(query, 5, MOST + 1);
    return query;
}

int handover_person(struct handover *division, const struct id *id, const char *name)
{
    for (size_t i = 0; i < division->people_count; i++)
        if (id_equal(&division->people[i].id, id))
            return (int)i;
    division->people =
        li_realloc(division->people, division->people_count + 1, sizeof *division->people);
    division->people[division->people_count] = (struct named){*id, li_strdup(name)};
    return (int)division->people_count++;
}

/* Who holds the role for the whole region on the day before and on the day, when that is one person
   and not several; NOBODY to begin with. */
struct alone {
    int before, now;
};

static enum li_err handover_read_people(
    struct context *context, struct handover *division, struct alone *alone, struct li_error *err)
{
    struct query *query =
        handover_division_query(context, division, scopes[division->scope.of].people, err);
    if (!query)
        return err->code;
    int more, had = 0, have = 0;
    struct id id;
    while ((more = query_step(query, err)) > 0) {
        query_id(query, 0, &id);
        int at = handover_person(division, &id, query_text(query, 1));
        if (query_int(query, 2))
            alone->before = had++ == 0 ? at : NOBODY;
        if (query_int(query, 3))
            alone->now = have++ == 0 ? at : NOBODY;
    }
    query_free(query);
    return more < 0 ? err->code : LI_OK;
}

static int handover_holder(
    struct handover *division, struct query *query, int column, int otherwise)
{
    struct id id;
    if (!query_id(query, column, &id))
        return otherwise;
    for (size_t i = 0; i < division->people_count; i++)
        if (id_equal(&division->people[i].id, &id))
            return (int)i;
    return otherwise;
}

static struct share *handover_add_share(struct handover *division)
{
    division->shares =
        li_realloc(division->shares, division->share_count + 1, sizeof *division->shares);
    return &division->shares[division->share_count++];
}

static enum li_err handover_read_shares(struct context *context, struct handover *division,
    const struct alone *alone, struct li_error *err)
{
    struct query *query =
        handover_division_query(context, division, scopes[division->scope.of].shares, err);
    if (!query)
        return err->code;
    int more;
    while ((more = query_step(query, err)) > 0) {
        struct share *share = handover_add_share(division);
        *share = (struct share){.code = li_strdup(query_text(query, 1)),
            .name = li_strdup(query_text(query, 2)),
            .state = li_strdup(query_text(query, 3)),
            .own = !query_null(query, 5),
            .before = handover_holder(division, query, 4, alone->before),
            .now = handover_holder(division, query, 5, alone->now)};
        share->then = share->now;
        query_id(query, 0, &share->affiliate);
    }
    query_free(query);
    division->more = division->share_count > MOST;
    return more < 0 ? err->code : LI_OK;
}

static bool handover_has_any(const struct handover *division, int person)
{
    for (size_t i = 0; i < division->share_count; i++)
        if (!division->shares[i].role && division->shares[i].now == person)
            return true;
    return false;
}

/* Affiliates of a region tell what becomes of its role; a person's own tell nothing of it. */
static void handover_add_line(struct handover *division, struct post *post, struct query *query)
{
    if (division->scope.of == HANDOVER_OF_REGION && handover_has_any(division, post->person))
        return;
    post->line = (int)division->share_count;
    struct share *share = handover_add_share(division);
    *share = (struct share){.role = true,
        .code = li_strdup("region"),
        .name = li_format("%s: regional role", post->region_name),
        .state = li_strdup(post->region_name),
        .before = query_int(query, 4) ? post->person : NOBODY,
        .now = post->person,
        .then = post->person};
    query_id(query, 0, &share->affiliate);
}

static enum li_err handover_read_posts(
    struct context *context, struct handover *division, struct li_error *err)
{
    struct query *query =
        handover_division_query(context, division, scopes[division->scope.of].posts, err);
    if (!query)
        return err->code;
    int more;
    while ((more = query_step(query, err)) > 0) {
        division->posts =
            li_realloc(division->posts, division->post_count + 1, sizeof *division->posts);
        struct post *post = &division->posts[division->post_count++];
        *post = (struct post){.region_name = li_strdup(query_text(query, 2)),
            .person = handover_holder(division, query, 3, NOBODY),
            .line = NO_LINE};
        query_id(query, 1, &post->region);
        handover_add_line(division, post, query);
    }
    query_free(query);
    return more < 0 ? err->code : LI_OK;
}

enum li_err handover_read(struct context *context, const struct handover_scope *scope,
    const struct id *role, day_t day, struct handover **out, struct li_error *err)
{
    struct handover *division = li_calloc(1, sizeof *division);
    struct alone alone = {NOBODY, NOBODY};
    *division = (struct handover){.scope = *scope, .role = *role, .day = day};
    division->name = record_title(context, scopes[scope->of].kind, &scope->id);
    division->role_name = record_title(context, &kind_role, role);
    enum li_err code = handover_read_people(context, division, &alone, err);
    if (!code)
        code = handover_read_shares(context, division, &alone, err);
    if (!code)
        code = handover_read_posts(context, division, err);
    if (code) {
        handover_free(division);
        division = NULL;
    }
    *out = division;
    return code;
}

void handover_free(struct handover *division)
{
    if (!division)
        return;
    for (size_t i = 0; i < division->share_count; i++) {
        free(division->shares[i].code);
        free(division->shares[i].name);
        free(division->shares[i].state);
    }
    free(division->shares);
    for (size_t i = 0; i < division->post_count; i++)
        free(division->posts[i].region_name);
    free(division->posts);
    handover_named_free(division->people, division->people_count);
    free(division->name);
    free(division->role_name);
    free(division);
}

/* --- changing --------------------------------------------------------------------------------- */

static const struct share *handover_find_share(
    const struct handover *division, const struct id *affiliate)
{
    for (size_t i = 0; i < division->share_count; i++)
        if (id_equal(&division->shares[i].affiliate, affiliate))
            return &division->shares[i];
    return NULL;
}

void handover_follow(struct handover *division, const struct handover *earlier)
{
    for (size_t i = 0; i < earlier->people_count; i++)
        handover_person(division, &earlier->people[i].id, earlier->people[i].name);
    for (size_t i = 0; i < division->share_count; i++) {
        struct share *share = &division->shares[i];
        const struct share *was = handover_find_share(earlier, &share->affiliate);
        if (!was || was->then == was->now)
            continue;
        const struct named *person = was->then < 0 ? NULL : &earlier->people[was->then];
        share->then = person ? handover_person(division, &person->id, person->name) : NOBODY;
    }
}

size_t handover_changes(const struct handover *division)
{
    size_t changes = 0;
    for (size_t i = 0; i < division->share_count; i++)
        changes += division->shares[i].then != division->shares[i].now;
    return changes;
}
