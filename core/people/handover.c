/*
 * handover.c: the people, the affiliates, who has each role and who is to have it.
 */
#include "core/people/handover.h"
#include "core/kind/person.h"
#include "core/kind/region.h"
#include "core/kind/role.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 1000 }; /* affiliates: more than anyone hands over one by one */

/* Queries for a region and for a person. ?1 is its id, ?2 the role, ?3 the day, ?4 the day before,
   ?5 the limit of rows. */
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
} handover_scopes[] = {
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

static struct query *handover_query(
    struct context *context, const struct handover *handover, const char *sql, struct li_error *err)
{
    char day[DAY_TEXT_SIZE];
    struct query *query = query_new(context->store, sql, err);
    if (!query)
        return NULL;
    query_bind_id(query, 1, &handover->scope.id);
    query_bind_id(query, 2, &handover->role);
    query_bind_plain(query, 3, date_text(handover->day, day));
    query_bind_plain(query, 4, date_text(handover->day - 1, day));
    query_bind_int(query, 5, MOST + 1);
    return query;
}

int handover_person(struct handover *handover, const struct id *id, const char *name)
{
    assert(id && name);
    for (size_t i = 0; i < handover->people_count; i++)
        if (id_equal(&handover->people[i].id, id))
            return (int)i;
    handover->people =
        li_realloc(handover->people, handover->people_count + 1, sizeof *handover->people);
    handover->people[handover->people_count] = (struct handover_name){*id, li_strdup(name)};
    return (int)handover->people_count++;
}

/* The one person who holds the role for the whole region on the day before, and on the day; NOBODY
   where none does, or several. */
struct handover_alone {
    int before, now;
};

static enum li_err handover_read_people(struct context *context, struct handover *handover,
    struct handover_alone *alone, struct li_error *err)
{
    struct query *query =
        handover_query(context, handover, handover_scopes[handover->scope.of].people, err);
    if (!query)
        return err->code;
    int more, had = 0, have = 0;
    struct id id;
    while ((more = query_step(query, err)) > 0) {
        query_id(query, 0, &id);
        int at = handover_person(handover, &id, query_text(query, 1));
        if (query_int(query, 2))
            alone->before = had++ == 0 ? at : NOBODY;
        if (query_int(query, 3))
            alone->now = have++ == 0 ? at : NOBODY;
    }
    query_free(query);
    return more < 0 ? err->code : LI_OK;
}

static int handover_holder(
    struct handover *handover, struct query *query, int column, int otherwise)
{
    struct id id;
    if (!query_id(query, column, &id))
        return otherwise;
    for (size_t i = 0; i < handover->people_count; i++)
        if (id_equal(&handover->people[i].id, &id))
            return (int)i;
    return otherwise;
}

static struct handover_share *handover_add_share(struct handover *handover)
{
    handover->shares =
        li_realloc(handover->shares, handover->share_count + 1, sizeof *handover->shares);
    return &handover->shares[handover->share_count++];
}

static enum li_err handover_read_shares(struct context *context, struct handover *handover,
    const struct handover_alone *alone, struct li_error *err)
{
    struct query *query =
        handover_query(context, handover, handover_scopes[handover->scope.of].shares, err);
    if (!query)
        return err->code;
    int more;
    while ((more = query_step(query, err)) > 0) {
        struct handover_share *share = handover_add_share(handover);
        *share = (struct handover_share){.code = li_strdup(query_text(query, 1)),
            .name = li_strdup(query_text(query, 2)),
            .state = li_strdup(query_text(query, 3)),
            .own = !query_null(query, 5),
            .before = handover_holder(handover, query, 4, alone->before),
            .now = handover_holder(handover, query, 5, alone->now)};
        share->then = share->now;
        query_id(query, 0, &share->affiliate);
    }
    query_free(query);
    handover->more = handover->share_count > MOST;
    return more < 0 ? err->code : LI_OK;
}

static bool handover_has_any(const struct handover *handover, int person)
{
    for (size_t i = 0; i < handover->share_count; i++)
        if (!handover->shares[i].role && handover->shares[i].now == person)
            return true;
    return false;
}

/* A region's affiliates show what becomes of its role; a person's own affiliates do not. */
static void handover_add_line(
    struct handover *handover, struct handover_post *post, struct query *query)
{
    if (handover->scope.of == HANDOVER_OF_REGION && handover_has_any(handover, post->person))
        return;
    post->line = (int)handover->share_count;
    struct handover_share *share = handover_add_share(handover);
    *share = (struct handover_share){.role = true,
        .code = li_strdup("region"),
        .name = li_format("%s: regional role", post->region_name),
        .state = li_strdup(post->region_name),
        .before = query_int(query, 4) ? post->person : NOBODY,
        .now = post->person,
        .then = post->person};
    query_id(query, 0, &share->affiliate);
}

static enum li_err handover_read_posts(
    struct context *context, struct handover *handover, struct li_error *err)
{
    struct query *query =
        handover_query(context, handover, handover_scopes[handover->scope.of].posts, err);
    if (!query)
        return err->code;
    int more;
    while ((more = query_step(query, err)) > 0) {
        handover->posts =
            li_realloc(handover->posts, handover->post_count + 1, sizeof *handover->posts);
        struct handover_post *post = &handover->posts[handover->post_count++];
        *post = (struct handover_post){.region_name = li_strdup(query_text(query, 2)),
            .person = handover_holder(handover, query, 3, NOBODY),
            .line = NO_LINE};
        query_id(query, 1, &post->region);
        handover_add_line(handover, post, query);
    }
    query_free(query);
    return more < 0 ? err->code : LI_OK;
}

enum li_err handover_load(struct context *context, const struct handover_scope *scope,
    const struct id *role, day_t day, struct handover **out, struct li_error *err)
{
    assert(scope && role);
    assert(day != DAY_NONE);
    struct handover *handover = li_calloc(1, sizeof *handover);
    struct handover_alone alone = {NOBODY, NOBODY};
    *handover = (struct handover){.scope = *scope, .role = *role, .day = day};
    handover->name = record_title(context, handover_scopes[scope->of].kind, &scope->id);
    handover->role_name = record_title(context, &kind_role, role);
    enum li_err code = handover_read_people(context, handover, &alone, err);
    if (!code)
        code = handover_read_shares(context, handover, &alone, err);
    if (!code)
        code = handover_read_posts(context, handover, err);
    if (code) {
        handover_free(handover);
        handover = NULL;
    }
    *out = handover;
    return code;
}

void handover_free(struct handover *handover)
{
    if (!handover)
        return;
    for (size_t i = 0; i < handover->share_count; i++) {
        free(handover->shares[i].code);
        free(handover->shares[i].name);
        free(handover->shares[i].state);
    }
    free(handover->shares);
    for (size_t i = 0; i < handover->post_count; i++)
        free(handover->posts[i].region_name);
    free(handover->posts);
    handover_named_free(handover->people, handover->people_count);
    free(handover->name);
    free(handover->role_name);
    free(handover);
}

/* --- changing --------------------------------------------------------------------------------- */

static const struct handover_share *handover_find_share(
    const struct handover *handover, const struct id *affiliate)
{
    for (size_t i = 0; i < handover->share_count; i++)
        if (id_equal(&handover->shares[i].affiliate, affiliate))
            return &handover->shares[i];
    return NULL;
}

void handover_take_over(struct handover *handover, const struct handover *earlier)
{
    assert(earlier && handover != earlier);
    for (size_t i = 0; i < earlier->people_count; i++)
        handover_person(handover, &earlier->people[i].id, earlier->people[i].name);
    for (size_t i = 0; i < handover->share_count; i++) {
        struct handover_share *share = &handover->shares[i];
        const struct handover_share *was = handover_find_share(earlier, &share->affiliate);
        if (!was || was->then == was->now)
            continue;
        const struct handover_name *person = was->then < 0 ? NULL : &earlier->people[was->then];
        share->then = person ? handover_person(handover, &person->id, person->name) : NOBODY;
    }
}

size_t handover_changes(const struct handover *handover)
{
    assert(handover);
    size_t changes = 0;
    for (size_t i = 0; i < handover->share_count; i++)
        changes += handover->shares[i].then != handover->shares[i].now;
    return changes;
}
