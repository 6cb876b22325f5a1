/*
 * people.c: assignments ended and begun, several moves in one entry.
 */
#include "core/people/people.h"
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/person.h"
#include "core/kind/role.h"
#include "core/record/record_check.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_writer.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Moves to be written as one entry. */
struct people_moving {
    struct context *context;
    const struct people_move *moves;
    size_t count;
    day_t day;
    struct people_moved done;
    struct record_writer *writer;
    struct query *held;
};

/* --- the new assignment ----------------------------------------------------------------------- */

enum li_err people_term(
    struct context *context, const struct id *role, day_t from, day_t *out, struct li_error *err)
{
    assert(role);
    assert(from != DAY_NONE);
    struct record *record;
    enum li_err code = record_load(context, &kind_role, role, &record, err);
    *out = DAY_NONE;
    if (code)
        return code;
    const char *years = record_get(record, ROLE_TERM_YEARS);
    if (years)
        *out = date_add_months(from, 12 * (int)strtol(years, NULL, 10)) - 1;
    record_free(record);
    return LI_OK;
}

static void people_set_day(struct record *record, int field, day_t day)
{
    char text[DAY_TEXT_SIZE];
    record_set(record, field, day == DAY_NONE ? NULL : date_text(day, text));
}

static void people_set_id(struct record *record, int field, const struct id *id)
{
    char text[ID_TEXT_SIZE];
    record_set(record, field, id_text(id, text));
}

enum li_err people_set_term(
    struct context *context, struct record *assignment, day_t from, struct li_error *err)
{
    assert(assignment->kind == &kind_assignment);
    assert(from != DAY_NONE);
    const char *text = record_get(assignment, ASSIGNMENT_ROLE);
    struct id role;
    day_t to = DAY_NONE;
    if (!text || !id_parse(text, &role))
        return LI_OK;
    enum li_err code = people_term(context, &role, from, &to, err);
    people_set_day(assignment, ASSIGNMENT_FROM, from);
    people_set_day(assignment, ASSIGNMENT_TO, to);
    return code;
}

/* The assignment of the person who takes over. The caller frees it. */
static enum li_err people_successor(struct people_moving *moving, const struct people_move *move,
    const struct record *old, struct record **out, struct li_error *err)
{
    static const int same[] = {
        ASSIGNMENT_ROLE, ASSIGNMENT_AFFILIATE, ASSIGNMENT_REGION, ASSIGNMENT_PRIMARY};
    struct record *next = record_new(moving->context, &kind_assignment);
    day_t from = moving->day, to = DAY_NONE;
    people_set_id(next, ASSIGNMENT_PERSON, &move->person);
    if (old) {
        day_t began = record_day(old, ASSIGNMENT_FROM);
        from = began != DAY_NONE && began > from ? began : from;
        to = record_day(old, ASSIGNMENT_TO);
        for (size_t i = 0; i < sizeof same / sizeof *same; i++)
            record_set(next, same[i], record_get(old, same[i]));
    } else {
        people_set_id(next, ASSIGNMENT_ROLE, &move->role);
        people_set_id(next, ASSIGNMENT_AFFILIATE, &move->affiliate);
    }
    *out = next;
    people_set_day(next, ASSIGNMENT_FROM, from);
    people_set_day(next, ASSIGNMENT_TO, to);
    return to == DAY_NONE ? people_set_term(moving->context, next, from, err) : LI_OK;
}

/* --- writing ---------------------------------------------------------------------------------- */

/* Whether the person has that role there on its first day: 1, 0, or negative with *err. */
static int people_holds_already(
    struct people_moving *moving, const struct record *next, struct li_error *err)
{
    static const char *const sql =
        "SELECT 1 FROM assignment a WHERE a.person = ?1 AND a.role = ?2 AND a.affiliate IS ?3"
        " AND a.region IS ?4 AND " PEOPLE_HELD_SQL("a", "?5");
    static const int fields[] = {
        ASSIGNMENT_PERSON, ASSIGNMENT_ROLE, ASSIGNMENT_AFFILIATE, ASSIGNMENT_REGION};
    if (!moving->held && !(moving->held = query_new(moving->context->store, sql, err)))
        return -1;
    for (int i = 0; i < 4; i++)
        query_bind_text(moving->held, i + 1, record_get(next, fields[i]));
    query_bind_plain(moving->held, 5, record_get(next, ASSIGNMENT_FROM));
    int step = query_step(moving->held, err);
    query_reset(moving->held);
    return step;
}

static enum li_err people_put(
    struct people_moving *moving, struct record *record, struct li_error *err)
{
    enum li_err code = record_judge(moving->context, record, err);
    return code ? code : record_writer_put(moving->writer, record, err);
}

/* An assignment that would have begun on that day or later is archived. */
static enum li_err people_end_old(
    struct people_moving *moving, struct record *old, struct li_error *err)
{
    day_t began = record_day(old, ASSIGNMENT_FROM);
    if (began != DAY_NONE && began >= moving->day)
        record_set_archived(old, moving->context->today);
    else
        people_set_day(old, ASSIGNMENT_TO, moving->day - 1);
    enum li_err code = people_put(moving, old, err);
    moving->done.ended += !code;
    return code;
}

static enum li_err people_begin_new(
    struct people_moving *moving, struct record *next, struct li_error *err)
{
    int held = people_holds_already(moving, next, err);
    if (held != 0)
        return held < 0 ? err->code : LI_OK;
    enum li_err code = people_put(moving, next, err);
    moving->done.begun += !code;
    return code;
}

/* *next is the assignment that begins in its place; NULL: none does. */
static enum li_err people_end_one(struct people_moving *moving, const struct people_move *move,
    struct record **next, struct li_error *err)
{
    struct record *old = NULL;
    enum li_err code = LI_OK;
    if (!id_is_nil(&move->assignment))
        code = record_load(moving->context, &kind_assignment, &move->assignment, &old, err);
    if (!code && !id_is_nil(&move->person))
        code = people_successor(moving, move, old, next, err);
    if (!code && old)
        code = people_end_old(moving, old, err);
    record_free(old);
    return code;
}

/* All end before the first begins; otherwise, of two people who change places, each would seem to
   hold the role already. */
static enum li_err people_take_all(struct store *store, void *arg, struct li_error *err)
{
    struct people_moving *moving = arg;
    struct record **next = li_calloc(moving->count, sizeof *next);
    enum li_err code = LI_OK;
    moving->writer = record_writer_new(store, &kind_assignment);
    for (size_t i = 0; i < moving->count && !code; i++)
        code = people_end_one(moving, &moving->moves[i], &next[i], err);
    for (size_t i = 0; i < moving->count && !code; i++)
        if (next[i])
            code = people_begin_new(moving, next[i], err);
    for (size_t i = 0; i < moving->count; i++)
        record_free(next[i]);
    free(next);
    record_writer_free(moving->writer);
    query_free(moving->held);
    return code;
}

enum li_err people_move(struct context *context, const char *label, const struct people_move *moves,
    size_t count, day_t day, struct people_moved *out, struct li_error *err)
{
    assert(label && (moves || count == 0));
    assert(day != DAY_NONE);
    struct people_moving moving = {.context = context, .moves = moves, .count = count, .day = day};
    enum li_err code = journal_write(context->store, label, people_take_all, &moving, NULL, err);
    *out = (struct people_moved){0};
    if (!code)
        *out = moving.done;
    return code;
}

/* --- one affiliate, and all of a person ------------------------------------------------------- */

/* An assignment to an archived record would be seen by no one. */
static enum li_err people_refuse_archived(
    struct context *context, const struct kind *kind, const struct id *id, struct li_error *err)
{
    struct record *record;
    enum li_err code = record_load(context, kind, id, &record, err);
    if (code)
        return code;
    if (record->archived_on != DAY_NONE) {
        char *title = record_called(context, record);
        code = li_fail(
            err, LI_REFUSED, "%s \"%s\" is archived; restore it first.", kind->label, title);
        free(title);
    }
    record_free(record);
    return code;
}

enum li_err people_assign(struct context *context, const struct id *affiliate,
    const struct id *person, const struct id *role, day_t day, struct people_moved *out,
    struct li_error *err)
{
    assert(affiliate && person && role);
    assert(day != DAY_NONE);
    const struct people_move move = {.affiliate = *affiliate, .role = *role, .person = *person};
    enum li_err code = people_refuse_archived(context, &kind_affiliate, affiliate, err);
    *out = (struct people_moved){0};
    if (!code)
        code = people_refuse_archived(context, &kind_person, person, err);
    if (code)
        return code;
    char *who = record_title(context, &kind_person, person),
         *whom = record_title(context, &kind_affiliate, affiliate);
    char *what = record_title(context, &kind_role, role);
    char *label = li_format("Assign %s as %s to %s", who, what, whom);
    code = people_move(context, label, &move, 1, day, out, err);
    free(label);
    free(what);
    free(whom);
    free(who);
    return code;
}

/* The person's assignments on that day or later, as moves to the other. The caller frees them. */
static enum li_err people_moves_of(struct context *context, const struct id *from,
    const struct id *to, day_t day, struct people_move **out, size_t *count, struct li_error *err)
{
    static const char *const sql =
        "SELECT a.id FROM assignment a WHERE a.person = ?1 AND a.archived_on IS NULL"
        " AND (a.\"to\" IS NULL OR a.\"to\" >= ?2) ORDER BY a.\"from\", a.id";
    char text[DAY_TEXT_SIZE];
    struct query *query = query_new(context->store, sql, err);
    *out = NULL;
    *count = 0;
    if (!query)
        return err->code;
    query_bind_id(query, 1, from);
    query_bind_plain(query, 2, date_text(day, text));
    int more;
    while ((more = query_step(query, err)) > 0) {
        *out = li_realloc(*out, *count + 1, sizeof **out);
        struct people_move *move = &(*out)[(*count)++];
        *move = (struct people_move){.person = *to};
        query_id(query, 0, &move->assignment);
    }
    query_free(query);
    return more < 0 ? err->code : LI_OK;
}

enum li_err people_handover(struct context *context, const struct id *from, const struct id *to,
    day_t day, struct people_moved *out, struct li_error *err)
{
    assert(from && to);
    assert(day != DAY_NONE);
    struct people_move *moves = NULL;
    size_t count = 0;
    char on[DAY_TEXT_SIZE];
    date_text(day, on);
    *out = (struct people_moved){0};
    if (id_equal(from, to))
        return li_fail(
            err, LI_REFUSED, "Both names are the same person; name a different successor.");
    enum li_err code = people_refuse_archived(context, &kind_person, to, err);
    if (!code)
        code = people_moves_of(context, from, to, day, &moves, &count, err);
    char *who = code ? NULL : record_title(context, &kind_person, from);
    char *whom = code ? NULL : record_title(context, &kind_person, to);
    if (!code && count == 0)
        code = li_fail(err, LI_REFUSED, "%s has nothing to hand over on %s.", who, on);
    if (!code) {
        char *label = li_format("Hand over from %s to %s on %s", who, whom, on);
        code = people_move(context, label, moves, count, day, out, err);
        free(label);
    }
    free(who);
    free(whom);
    free(moves);
    return code;
}
