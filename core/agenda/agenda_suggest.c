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

static void agenda_set_id(struct record *record, int field, const struct id *id)
{
    char text[ID_TEXT_SIZE];
    record_set(record, field, id_text(id, text));
}

static void agenda_set_day(struct record *record, int field, day_t day)
{
    char text[DAY_TEXT_SIZE];
    record_set(record, field, day == DAY_NONE ? NULL : date_text(day, text));
}

/* From that day for as long as the role is held. */
static enum li_err agenda_set_term(
    struct context *context, struct record *assignment, day_t from, struct li_error *err)
{
    struct id role;
    day_t to = DAY_NONE;
    if (!id_parse(record_get(assignment, ASSIGNMENT_ROLE), &role))
        return LI_OK;
    enum li_err code = people_term(context, &role, from, &to, err);
    agenda_set_day(assignment, ASSIGNMENT_FROM, from);
    agenda_set_day(assignment, ASSIGNMENT_TO, to);
    return code;
}

/* The first role that nobody holds. */
static enum li_err agenda_fill_role(struct context *context, const struct agenda_line *line,
    struct record *assignment, struct li_error *err)
{
    struct id role;
    struct query *query = query_new(context->store,
        "SELECT o.id FROM affiliate r, role o WHERE r.id = ?1 AND " ROLE_IS_REQUIRED(
            "o") " AND " PEOPLE_VACANT_SQL("r", "o",
            "today()") " ORDER BY o.position, o.name LIMIT 1",
        err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &line->id);
    int step = query_step(query, err);
    if (step > 0 && query_id(query, 0, &role))
        agenda_set_id(assignment, ASSIGNMENT_ROLE, &role);
    query_free(query);
    agenda_set_id(assignment, ASSIGNMENT_AFFILIATE, &line->id);
    return step < 0 ? err->code : agenda_set_term(context, assignment, context->today, err);
}

/* The same role from the day after. */
static enum li_err agenda_fill_term(struct context *context, const struct agenda_line *line,
    struct record *assignment, struct li_error *err)
{
    static const int same[] = {
        ASSIGNMENT_ROLE, ASSIGNMENT_AFFILIATE, ASSIGNMENT_REGION, ASSIGNMENT_PRIMARY};
    struct record *ends;
    enum li_err code = record_load(context, &kind_assignment, &line->id, &ends, err);
    if (code)
        return code;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        record_set(assignment, same[i], record_get(ends, same[i]));
    day_t to = record_day(ends, ASSIGNMENT_TO);
    record_free(ends);
    return agenda_set_term(context, assignment, to == DAY_NONE ? context->today : to + 1, err);
}

static enum li_err agenda_fill_event(struct context *context, const struct agenda_line *line,
    struct record *attendance, struct li_error *err)
{
    (void)context;
    (void)err;
    agenda_set_id(attendance, ATTENDANCE_EVENT, &line->id);
    return LI_OK;
}

static const struct {
    const struct kind *kind;
    enum li_err (*fill)(struct context *context, const struct agenda_line *line,
        struct record *next, struct li_error *err);
} next_of[AGENDA_TOPIC_COUNT] = {
    [AGENDA_ROLE] = {&kind_assignment, agenda_fill_role},
    [AGENDA_TERM] = {&kind_assignment, agenda_fill_term},
    [AGENDA_EVENT] = {&kind_attendance, agenda_fill_event},
};

enum li_err agenda_next(struct context *context, const struct agenda_line *line,
    struct record **out, struct li_error *err)
{
    *out = record_new(context, next_of[line->topic].kind);
    enum li_err code = next_of[line->topic].fill(context, line, *out, err);
    if (!code)
        return LI_OK;
    record_free(*out);
    *out = NULL;
    return code;
}
