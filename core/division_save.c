/*
 * division_save.c: what is to be changed in a division as moves of one entry.
 */
#include "../data/memory.h"
#include "../data/query.h"
#include "division.h"
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
   the affiliate, ?2 the role, ?3 the day, ?4 the scope's id. */
#define HELD_SQL(whose)                                                                            \
    "SELECT a.id FROM assignment a WHERE a.affiliate = ?1 AND a.role = ?2 AND " PEOPLE_HELD_SQL(   \
        "a", "?3") whose " ORDER BY a.\"primary\" DESC, a.\"from\" DESC"
static const char *const held_sql[] = {
    [DIVISION_OF_REGION] = HELD_SQL(""),
    [DIVISION_OF_PERSON] = HELD_SQL(" AND a.person = ?4"),
};

/* They give it up, and one person takes it. */
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
    char day[DAY_TEXT_SIZE];
    struct query *held = query_new(li->store, held_sql[division->scope.of], err);
    if (!held)
        return err->code;
    query_bind_id(held, 2, &division->role);
    query_bind_plain(held, 3, day_text(division->day, day));
    query_bind_id(held, 4, &division->scope.id);
    enum li_err code = LI_OK;
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
        char *label = li_format("Hand over %zu of %s as %s on %s", changes, division->name,
            division->role_name, day_text(division->day, day));
        code = people_move(li, label, moves.list, moves.count, division->day, out, err);
        free(label);
    }
    free(moves.list);
    return code;
}
