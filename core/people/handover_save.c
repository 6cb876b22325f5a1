/*
 * handover_save.c: what is to be changed in a division as moves of one entry.
 */
#include "core/people/handover.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <stdlib.h>

struct moves {
    struct move *list;
    size_t count;
};

static void add_move(struct moves *moves, const struct move *move)
{
    moves->list = li_realloc(moves->list, moves->count + 1, sizeof *moves->list);
    moves->list[moves->count++] = *move;
}

/* Those that end: of whoever holds it, but of a person's own affiliates that person's alone. ?1 is
   the affiliate, ?2 the role, ?3 the day, ?4 the person. */
#define HELD_SQL(whose)                                                                            \
    "SELECT a.id, a.person FROM assignment a WHERE a.affiliate = ?1 AND a.role = ?2"               \
    " AND " PEOPLE_HELD_SQL("a", "?3") whose " ORDER BY a.\"primary\" DESC, a.\"from\" DESC"
static const char *const held_sql[] = {
    [DIVISION_OF_REGION] = HELD_SQL(""),
    [DIVISION_OF_PERSON] = HELD_SQL(" AND a.person = ?4"),
};

/* All that a person has of the role for a region on the day or will have, so that it comes back to
   them no more. ?1 is the region, the others are as above. */
static const char *const post_sql =
    "SELECT a.id FROM assignment a WHERE a.region = ?1 AND a.role = ?2 AND a.person = ?4"
    " AND a.archived_on IS NULL AND (a.\"to\" IS NULL OR a.\"to\" >= ?3)"
    " ORDER BY a.\"from\", a.id";

static struct query *held_query(
    struct li *li, const struct division *division, const char *sql, struct li_error *err)
{
    char day[DAY_TEXT_SIZE];
    struct query *query = query_new(li->store, sql, err);
    if (!query)
        return NULL;
    query_bind_id(query, 2, &division->role);
    query_bind_plain(query, 3, day_text(division->day, day));
    return query;
}

static struct id id_of(const struct division *division, int person)
{
    return person < 0 ? (struct id){{0}} : division->people[person].id;
}

/* They give it up, and one person takes it, who may be one of them. */
static enum li_err add_share(const struct division *division, const struct share *share,
    struct query *held, struct moves *moves, struct li_error *err)
{
    const struct id nobody = {{0}}, then = id_of(division, share->then);
    struct move move = {.affiliate = share->affiliate, .role = division->role, .person = then};
    struct id person;
    size_t first = moves->count;
    bool has = false;
    int more;
    query_bind_id(held, 1, &share->affiliate);
    while ((more = query_step(held, err)) > 0) {
        query_id(held, 0, &move.assignment);
        if (query_id(held, 1, &person) && id_equal(&person, &then))
            has = true;
        else
            add_move(moves, &move);
        move.person = nobody;
    }
    query_reset(held);
    if (more == 0 && moves->count == first && !has && share->then != NOBODY)
        add_move(moves, &move);
    return more < 0 ? err->code : LI_OK;
}

static enum li_err add_shares(
    struct li *li, const struct division *division, struct moves *moves, struct li_error *err)
{
    enum division_of of = division->scope.of;
    struct query *held = held_query(li, division, held_sql[of], err);
    enum li_err code = held ? LI_OK : err->code;
    if (held && of == DIVISION_OF_PERSON)
        query_bind_id(held, 4, &division->scope.id);
    for (size_t i = 0; i < division->share_count && !code; i++) {
        const struct share *share = &division->shares[i];
        if (!share->role && share->then != share->now && !division_goes_with_role(division, share))
            code = add_share(division, share, held, moves, err);
    }
    query_free(held);
    return code;
}

static enum li_err add_post(const struct division *division, const struct post *post,
    struct query *held, struct moves *moves, struct li_error *err)
{
    int more, then = division_post_then(division, post);
    struct move move = {.person = id_of(division, then)};
    const struct id from = id_of(division, post->person);
    if (then == post->person)
        return LI_OK;
    query_bind_id(held, 1, &post->region);
    query_bind_id(held, 4, &from);
    while ((more = query_step(held, err)) > 0) {
        query_id(held, 0, &move.assignment);
        add_move(moves, &move);
    }
    query_reset(held);
    return more < 0 ? err->code : LI_OK;
}

static enum li_err add_posts(
    struct li *li, const struct division *division, struct moves *moves, struct li_error *err)
{
    struct query *held = held_query(li, division, post_sql, err);
    enum li_err code = held ? LI_OK : err->code;
    for (size_t i = 0; i < division->post_count && !code; i++)
        code = add_post(division, &division->posts[i], held, moves, err);
    query_free(held);
    return code;
}

/* "Hand over 3 of Uplands as Warden on 2026-07-01"; without a number where the role for
   the region passes on. */
static char *name_entry(const struct division *division, bool whole)
{
    char day[DAY_TEXT_SIZE];
    char *count = whole ? li_strdup("") : li_format("%zu of ", division_changes(division));
    char *label = li_format("Hand over %s%s as %s on %s", count, division->name,
        division->role_name, day_text(division->day, day));
    free(count);
    return label;
}

static enum li_err refuse(const struct division *division, struct li_error *err)
{
    char *why = division_changes(division) == 0 ? li_strdup("Nothing is to be handed over.")
                                                : division_obstacle(division);
    enum li_err code = why ? li_fail(err, LI_REFUSED, "%s", why) : LI_OK;
    free(why);
    return code;
}

enum li_err division_save(
    struct li *li, const struct division *division, struct moved *out, struct li_error *err)
{
    struct moves moves = {0};
    *out = (struct moved){0};
    enum li_err code = refuse(division, err);
    if (!code)
        code = add_posts(li, division, &moves, err);
    size_t roles = moves.count;
    if (!code)
        code = add_shares(li, division, &moves, err);
    if (!code) {
        char *label = name_entry(division, roles && division->scope.of == DIVISION_OF_REGION);
        code = people_move(li, label, moves.list, moves.count, division->day, out, err);
        free(label);
    }
    free(moves.list);
    return code;
}
