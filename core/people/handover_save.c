/*
 * handover_save.c: the changes of a hand-over as moves of one entry.
 */
#include "core/people/handover_outcome.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>

struct handover_moves {
    struct people_move *list;
    size_t count;
};

static void handover_add_move(struct handover_moves *moves, const struct people_move *move)
{
    moves->list = li_realloc(moves->list, moves->count + 1, sizeof *moves->list);
    moves->list[moves->count++] = *move;
}

/* The assignments that end: everyone's for the affiliate or, in a person's scope, that person's. ?1
   is the affiliate, ?2 the role, ?3 the day, ?4 the person. */
#define HELD_SQL(whose)                                                                            \
    "SELECT a.id, a.person FROM assignment a WHERE a.affiliate = ?1 AND a.role = ?2"               \
    " AND " PEOPLE_HELD_SQL("a", "?3") whose " ORDER BY a.\"primary\" DESC, a.\"from\" DESC"
static const char *const handover_held_sql[] = {
    [HANDOVER_OF_REGION] = HELD_SQL(""),
    [HANDOVER_OF_PERSON] = HELD_SQL(" AND a.person = ?4"),
};

/* All of a person's assignments to the role for a region, on the day or later, so that none brings
   it back to them. ?1 is the region, the others are as above. */
static const char *const handover_post_sql =
    "SELECT a.id FROM assignment a WHERE a.region = ?1 AND a.role = ?2 AND a.person = ?4"
    " AND a.archived_on IS NULL AND (a.\"to\" IS NULL OR a.\"to\" >= ?3)"
    " ORDER BY a.\"from\", a.id";

static struct query *handover_held_query(
    struct context *context, const struct handover *handover, const char *sql, struct li_error *err)
{
    char day[DAY_TEXT_SIZE];
    struct query *query = query_new(context->store, sql, err);
    if (!query)
        return NULL;
    query_bind_id(query, 2, &handover->role);
    query_bind_plain(query, 3, date_text(handover->day, day));
    return query;
}

static const struct id handover_nobody;

static struct id handover_id_of(const struct handover *handover, int person)
{
    return person < 0 ? handover_nobody : handover->people[person].id;
}

/* All holders give it up, and one person, who may be one of them, takes it. */
static enum li_err handover_save_add_share(const struct handover *handover,
    const struct handover_share *share, struct query *held, struct handover_moves *moves,
    struct li_error *err)
{
    const struct id then = handover_id_of(handover, share->then);
    struct people_move move = {
        .affiliate = share->affiliate, .role = handover->role, .person = then};
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
            handover_add_move(moves, &move);
        move.person = handover_nobody;
    }
    query_reset(held);
    if (more == 0 && moves->count == first && !has && share->then != NOBODY)
        handover_add_move(moves, &move);
    return more < 0 ? err->code : LI_OK;
}

static enum li_err handover_add_shares(struct context *context, const struct handover *handover,
    struct handover_moves *moves, struct li_error *err)
{
    enum handover_of of = handover->scope.of;
    struct query *held = handover_held_query(context, handover, handover_held_sql[of], err);
    enum li_err code = held ? LI_OK : err->code;
    if (held && of == HANDOVER_OF_PERSON)
        query_bind_id(held, 4, &handover->scope.id);
    for (size_t i = 0; i < handover->share_count && !code; i++) {
        const struct handover_share *share = &handover->shares[i];
        if (!share->role && share->then != share->now && !handover_goes_with_role(handover, share))
            code = handover_save_add_share(handover, share, held, moves, err);
    }
    query_free(held);
    return code;
}

static enum li_err handover_add_post(const struct handover *handover,
    const struct handover_post *post, struct query *held, struct handover_moves *moves,
    struct li_error *err)
{
    int more, then = handover_post_then(handover, post);
    struct people_move move = {.person = handover_id_of(handover, then)};
    const struct id from = handover_id_of(handover, post->person);
    if (then == post->person)
        return LI_OK;
    query_bind_id(held, 1, &post->region);
    query_bind_id(held, 4, &from);
    while ((more = query_step(held, err)) > 0) {
        query_id(held, 0, &move.assignment);
        handover_add_move(moves, &move);
    }
    query_reset(held);
    return more < 0 ? err->code : LI_OK;
}

static enum li_err handover_add_posts(struct context *context, const struct handover *handover,
    struct handover_moves *moves, struct li_error *err)
{
    struct query *held = handover_held_query(context, handover, handover_post_sql, err);
    enum li_err code = held ? LI_OK : err->code;
    for (size_t i = 0; i < handover->post_count && !code; i++)
        code = handover_add_post(handover, &handover->posts[i], held, moves, err);
    query_free(held);
    return code;
}

/* "Hand over 3 of Uplands as Warden on 2026-07-01"; without a number where the role for
   the region passes on. */
static char *handover_name_entry(const struct handover *handover, bool whole)
{
    char day[DAY_TEXT_SIZE];
    char *count = whole ? li_strdup("") : li_format("%zu from ", handover_changes(handover));
    char *label = li_format("Hand over %s%s (%s), effective %s", count, handover->name,
        handover->role_name, date_text(handover->day, day));
    free(count);
    return label;
}

static enum li_err handover_refuse(const struct handover *handover, struct li_error *err)
{
    char *why = handover_changes(handover) == 0 ? li_strdup("No changes to hand over.")
                                                : handover_obstacle(handover);
    enum li_err code = why ? li_fail(err, LI_REFUSED, "%s", why) : LI_OK;
    free(why);
    return code;
}

enum li_err handover_save(struct context *context, const struct handover *handover,
    struct people_moved *out, struct li_error *err)
{
    assert(handover->day != DAY_NONE);
    struct handover_moves moves = {0};
    *out = (struct people_moved){0};
    enum li_err code = handover_refuse(handover, err);
    if (!code)
        code = handover_add_posts(context, handover, &moves, err);
    size_t roles = moves.count;
    if (!code)
        code = handover_add_shares(context, handover, &moves, err);
    if (!code) {
        char *label =
            handover_name_entry(handover, roles && handover->scope.of == HANDOVER_OF_REGION);
        code = people_move(context, label, moves.list, moves.count, handover->day, out, err);
        free(label);
    }
    free(moves.list);
    return code;
}
