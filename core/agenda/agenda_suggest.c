/*
 * agenda_suggest.c: the record that is missing, where something is missing: who holds a role, who
 * holds it next, who goes.
 */
#include "core/agenda/agenda.h"
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/attendance.h"
#include "core/people/people.h"
#include "data/store/query.h"

static void set_id(struct record *record, int field, const struct id *id)
{
    char text[ID_TEXT_SIZE];
    record_set(record, field, id_text(id, text));
}

static void set_day(struct record *record, int field, day_t day)
{
    char text[DAY_TEXT_SIZE];
    record_set(record, field, day == DAY_NONE ? NULL : day_text(day, text));
}

/* From that day for as long as the role is held. */
static enum li_err set_term(
    struct li *li, struct record *assignment, day_t from, struct li_error *err)
{
    struct id role;
    day_t to = DAY_NONE;
    if (!id_parse(record_get(assignment, ASSIGNMENT_ROLE), &role))
        return LI_OK;
    enum li_err code = people_term(li, &role, from, &to, err);
    set_day(assignment, ASSIGNMENT_FROM, from);
    set_day(assignment, ASSIGNMENT_TO, to);
    return code;
}

/* The first role that nobody holds. */
static enum li_err fill_role(
    struct li *li, const struct agenda_line *line, struct record *assignment, struct li_error *err)
{
    struct id role;
    struct query *query = query_new(li->store,
        "SELECT o.id FROM affiliate r, role o WHERE r.id = ?1 AND " ROLE_IS_REQUIRED(
            "o") " AND " PEOPLE_VACANT_SQL("r", "o",
            "today()") " ORDER BY o.position, o.name LIMIT 1",
        err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &line->id);
    int step = query_step(query, err);
    if (step > 0 && query_id(query, 0, &role))
        set_id(assignment, ASSIGNMENT_ROLE, &role);
    query_free(query);
    set_id(assignment, ASSIGNMENT_AFFILIATE, &line->id);
    return step < 0 ? err->code : set_term(li, assignment, li->today, err);
}

/* The same role from the day after. */
static enum li_err fill_term(
    struct li *li, const struct agenda_line *line, struct record *assignment, struct li_error *err)
{
    static const int same[] = {
        ASSIGNMENT_ROLE, ASSIGNMENT_AFFILIATE, ASSIGNMENT_REGION, ASSIGNMENT_PRIMARY};
    struct record *ends;
    enum li_err code = record_load(li, &kind_assignment, &line->id, &ends, err);
    if (code)
        return code;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        record_set(assignment, same[i], record_get(ends, same[i]));
    day_t to = record_day(ends, ASSIGNMENT_TO);
    record_free(ends);
    return set_term(li, assignment, to == DAY_NONE ? li->today : to + 1, err);
}

static enum li_err fill_event(
    struct li *li, const struct agenda_line *line, struct record *attendance, struct li_error *err)
{
    (void)li;
    (void)err;
    set_id(attendance, ATTENDANCE_EVENT, &line->id);
    return LI_OK;
}

static const struct {
    const struct kind *kind;
    enum li_err (*fill)(
        struct li *li, const struct agenda_line *line, struct record *next, struct li_error *err);
} next_of[AGENDA_TOPIC_COUNT] = {
    [AGENDA_ROLE] = {&kind_assignment, fill_role},
    [AGENDA_TERM] = {&kind_assignment, fill_term},
    [AGENDA_EVENT] = {&kind_attendance, fill_event},
};

enum li_err agenda_next(
    struct li *li, const struct agenda_line *line, struct record **out, struct li_error *err)
{
    *out = record_new(li, next_of[line->topic].kind);
    enum li_err code = next_of[line->topic].fill(li, line, *out, err);
    if (!code)
        return LI_OK;
    record_free(*out);
    *out = NULL;
    return code;
}
