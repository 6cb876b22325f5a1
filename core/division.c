/*
 * division.c: a region read in three queries: its name and its role's, its people, its affiliates.
 */
#include "division.h"
#include "../data/memory.h"
#include "../data/query.h"
#include "kind/affiliate.h"
#include "kind/assignment.h"
#include "kind/person.h"
#include "kind/region.h"
#include "kind/role.h"
#include "kind/state.h"
#include <stdlib.h>
#include <string.h>

enum { MOST = 1000 }; /* affiliates: more than anybody divides by hand */

/* --- where to begin --------------------------------------------------------------------------- */

static const struct {
    const struct kind *kind;
    const char *sql; /* ?1 is the record's id */
} regions_of[] = {
    {&kind_region, "SELECT ?1"},
    {&kind_state, "SELECT region FROM state WHERE id = ?1"},
    {&kind_affiliate, "SELECT " PEOPLE_REGION_SQL("r") " FROM affiliate r WHERE r.id = ?1"},
    {&kind_assignment, "SELECT coalesce(a.region, (SELECT " PEOPLE_REGION_SQL(
                           "r") " FROM affiliate r WHERE r.id = a.affiliate)) FROM assignment a"
                                " WHERE a.id = ?1"},
    {&kind_person, "SELECT coalesce(a.region, (SELECT " PEOPLE_REGION_SQL(
                       "r") " FROM affiliate r WHERE r.id = a.affiliate)) FROM assignment a"
                            " JOIN role o ON o.id = a.role WHERE a.person = ?1"
                            " AND o.side = 'ours' AND " PEOPLE_HELD_SQL(
                                "a", "today()") " ORDER BY a.region IS NULL, o.position LIMIT 1"},
};

bool division_region(struct li *li, const struct kind *kind, const struct id *id, struct id *region)
{
    for (size_t i = 0; i < sizeof regions_of / sizeof *regions_of; i++) {
        if (regions_of[i].kind != kind)
            continue;
        struct query *query = query_new(li->store, regions_of[i].sql, NULL);
        if (!query)
            return false;
        query_bind_id(query, 1, id);
        bool found = query_step(query, NULL) > 0 && query_id(query, 0, region);
        query_free(query);
        return found;
    }
    return false;
}

static const char *const roles_sql =
    "SELECT o.id, o.name FROM role o WHERE o.side = 'ours' AND o.archived_on IS NULL"
    " ORDER BY (SELECT count(DISTINCT a.person) FROM assignment a WHERE a.region = ?1"
    " AND a.role = o.id AND " PEOPLE_HELD_SQL("a", "?2") ") DESC, o.position, o.name";

enum li_err division_roles(struct li *li, const struct id *region, day_t day, struct named **out,
    size_t *count, struct li_error *err)
{
    char on[DAY_TEXT_SIZE];
    struct query *query = query_new(li->store, roles_sql, err);
    *out = NULL;
    *count = 0;
    if (!query)
        return err->code;
    query_bind_id(query, 1, region);
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

/* --- reading ---------------------------------------------------------------------------------- */

/* Parameters: ?1 the region, ?2 the role, ?3 the day, ?4 the day before, ?5 at most so many
 * affiliates. */
#define AFFILIATES_SQL                                                                             \
    "SELECT id FROM (SELECT id FROM affiliate WHERE region = ?1 UNION ALL"                         \
    " SELECT f.id FROM state s CROSS JOIN affiliate f ON f.state = s.id AND +f.region IS NULL"     \
    " WHERE s.region = ?1) LIMIT ?5"
#define AROUND_SQL "(" PEOPLE_HELD_SQL("a", "?3") " OR " PEOPLE_HELD_SQL("a", "?4") ")"
#define HOLDER_SQL(day)                                                                            \
    "(SELECT a.person FROM assignment a WHERE a.affiliate = r.id AND a.role = ?2 "                 \
    "AND " PEOPLE_HELD_SQL("a", day) " ORDER BY a.\"primary\" DESC, a.\"from\" DESC LIMIT 1)"

/* Who holds the role for the whole region comes first: the columns keep their order that way. */
static const char *const people_sql =
    "SELECT p.id, p.name, min(w.level), max(w.level = 0 AND w.held) FROM"
    " (SELECT a.person, 0 AS level, " PEOPLE_HELD_SQL(
        "a", "?3") " AS held FROM assignment a"
                   " WHERE a.region = ?1 AND a.role = ?2 AND " AROUND_SQL
                   " UNION ALL SELECT a.person, 1, 0 FROM (" AFFILIATES_SQL ") f JOIN assignment a"
                   " ON a.affiliate = f.id WHERE a.role = ?2 AND " AROUND_SQL ") w"
                   " JOIN person p ON p.id = w.person GROUP BY p.id ORDER BY min(w.level), "
                   "fold(p.name), p.id";

static const char *const shares_sql =
    "SELECT r.id, r.code, r.name, (SELECT s.name FROM state s WHERE s.id = r.state) AS "
    "place, " HOLDER_SQL("?4") ", " HOLDER_SQL(
        "?3") " FROM affiliate r"
              " WHERE r.id IN (" AFFILIATES_SQL ") AND " PEOPLE_LIVE_SQL(
                  "r") " ORDER BY place IS NULL, fold(coalesce(place, r.name)), r.name, r.id";

static struct query *division_query(
    struct li *li, const struct division *division, const char *sql, struct li_error *err)
{
    char day[DAY_TEXT_SIZE];
    struct query *query = query_new(li->store, sql, err);
    if (!query)
        return NULL;
    query_bind_id(query, 1, &division->region);
    query_bind_id(query, 2, &division->role);
    query_bind_plain(query, 3, day_text(division->day, day));
    query_bind_plain(query, 4, day_text(division->day - 1, day));
    query_bind_int(query, 5, MOST + 1);
    return query;
}

int division_person(struct division *division, const struct id *id, const char *name)
{
    for (size_t i = 0; i < division->people_count; i++)
        if (id_equal(&division->people[i].id, id))
            return (int)i;
    division->people =
        li_realloc(division->people, division->people_count + 1, sizeof *division->people);
    division->people[division->people_count] = (struct named){*id, li_strdup(name)};
    return (int)division->people_count++;
}

/* *regional is who holds the role for the whole region, when that is one person alone. */
static enum li_err read_people(
    struct li *li, struct division *division, int *regional, struct li_error *err)
{
    struct query *query = division_query(li, division, people_sql, err);
    if (!query)
        return err->code;
    int more, holders = 0;
    struct id id;
    *regional = NOBODY;
    while ((more = query_step(query, err)) > 0) {
        query_id(query, 0, &id);
        int at = division_person(division, &id, query_text(query, 1));
        if (query_int(query, 3))
            *regional = holders++ == 0 ? at : NOBODY;
    }
    query_free(query);
    return more < 0 ? err->code : LI_OK;
}

static int holder(struct division *division, struct query *query, int column, int otherwise)
{
    struct id id;
    if (!query_id(query, column, &id))
        return otherwise;
    for (size_t i = 0; i < division->people_count; i++)
        if (id_equal(&division->people[i].id, &id))
            return (int)i;
    return otherwise;
}

static enum li_err read_shares(
    struct li *li, struct division *division, int regional, struct li_error *err)
{
    struct query *query = division_query(li, division, shares_sql, err);
    if (!query)
        return err->code;
    int more;
    while ((more = query_step(query, err)) > 0) {
        division->shares =
            li_realloc(division->shares, division->share_count + 1, sizeof *division->shares);
        struct share *share = &division->shares[division->share_count++];
        *share = (struct share){.code = li_strdup(query_text(query, 1)),
            .name = li_strdup(query_text(query, 2)),
            .state = li_strdup(query_text(query, 3)),
            .before = holder(division, query, 4, regional),
            .now = holder(division, query, 5, regional)};
        share->then = share->now;
        query_id(query, 0, &share->affiliate);
    }
    query_free(query);
    division->more = division->share_count > MOST;
    return more < 0 ? err->code : LI_OK;
}

enum li_err division_read(struct li *li, const struct id *region, const struct id *role, day_t day,
    struct division **out, struct li_error *err)
{
    struct division *division = li_calloc(1, sizeof *division);
    int regional = NOBODY;
    *division = (struct division){.region = *region, .role = *role, .day = day};
    division->region_name = record_title(li, &kind_region, region);
    division->role_name = record_title(li, &kind_role, role);
    enum li_err code = read_people(li, division, &regional, err);
    if (!code)
        code = read_shares(li, division, regional, err);
    if (code) {
        division_free(division);
        division = NULL;
    }
    *out = division;
    return code;
}

void division_free(struct division *division)
{
    if (!division)
        return;
    for (size_t i = 0; i < division->share_count; i++) {
        free(division->shares[i].code);
        free(division->shares[i].name);
        free(division->shares[i].state);
    }
    free(division->shares);
    named_free(division->people, division->people_count);
    free(division->region_name);
    free(division->role_name);
    free(division);
}

/* --- changing --------------------------------------------------------------------------------- */

static const struct share *find_share(const struct division *division, const struct id *affiliate)
{
    for (size_t i = 0; i < division->share_count; i++)
        if (id_equal(&division->shares[i].affiliate, affiliate))
            return &division->shares[i];
    return NULL;
}

void division_follow(struct division *division, const struct division *earlier)
{
    for (size_t i = 0; i < earlier->people_count; i++)
        division_person(division, &earlier->people[i].id, earlier->people[i].name);
    for (size_t i = 0; i < division->share_count; i++) {
        struct share *share = &division->shares[i];
        const struct share *was = find_share(earlier, &share->affiliate);
        if (!was || was->then == was->now)
            continue;
        const struct named *person = was->then < 0 ? NULL : &earlier->people[was->then];
        share->then = person ? division_person(division, &person->id, person->name) : NOBODY;
    }
}

size_t division_changes(const struct division *division)
{
    size_t changes = 0;
    for (size_t i = 0; i < division->share_count; i++)
        changes += division->shares[i].then != division->shares[i].now;
    return changes;
}

/* --- saving ----------------------------------------------------------------------------------- */

struct moves {
    struct move *list;
    size_t count;
};

static void add_move(struct moves *moves, const struct move *move)
{
    moves->list = li_realloc(moves->list, moves->count + 1, sizeof *moves->list);
    moves->list[moves->count++] = *move;
}

/* All who hold it themselves give it up, and one person takes it. */
static enum li_err add_share(const struct division *division, const struct share *share,
    struct query *held, struct moves *moves, struct li_error *err)
{
    struct move move = {.affiliate = share->affiliate, .role = division->role};
    if (share->then >= 0)
        move.person = division->people[share->then].id;
    query_bind_id(held, 1, &share->affiliate);
    int more, ended = 0;
    for (; (more = query_step(held, err)) > 0; ended++) {
        query_id(held, 0, &move.assignment);
        add_move(moves, &move);
        move.person = (struct id){{0}};
    }
    if (ended == 0 && share->then >= 0)
        add_move(moves, &move);
    query_reset(held);
    return more < 0 ? err->code : LI_OK;
}

static enum li_err moves_of(
    struct li *li, const struct division *division, struct moves *moves, struct li_error *err)
{
    static const char *const sql =
        "SELECT a.id FROM assignment a WHERE a.affiliate = ?1 AND a.role = ?2 AND " PEOPLE_HELD_SQL(
            "a", "?3") " ORDER BY a.\"primary\" DESC, a.\"from\" DESC";
    struct query *held = division_query(li, division, sql, err);
    enum li_err code = held ? LI_OK : err->code;
    for (size_t i = 0; i < division->share_count && !code; i++)
        if (division->shares[i].then != division->shares[i].now)
            code = add_share(division, &division->shares[i], held, moves, err);
    query_free(held);
    return code;
}

enum li_err division_save(
    struct li *li, const struct division *division, struct moved *out, struct li_error *err)
{
    size_t changes = division_changes(division);
    struct moves moves = {0};
    char day[DAY_TEXT_SIZE];
    *out = (struct moved){0};
    if (changes == 0)
        return li_fail(err, LI_REFUSED, "Nothing is to be handed over.");
    enum li_err code = moves_of(li, division, &moves, err);
    if (!code) {
        char *label = li_format("Hand over %zu of %s as %s on %s", changes, division->region_name,
            division->role_name, day_text(division->day, day));
        code = people_move(li, label, moves.list, moves.count, division->day, out, err);
        free(label);
    }
    free(moves.list);
    return code;
}
