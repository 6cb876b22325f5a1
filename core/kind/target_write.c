/*
 * target_write.c: what a goal's plan, dates and numbers mean for its targets as they are written.
 */
#include "core/kind/target_write.h"
#include "core/kind/goal.h"
#include "core/kind/target.h"
#include "data/store/query.h"
#include <assert.h>
#include <string.h>

/* The goal may not have been written yet; the line is that of these values. */
#define LINE_SQL "?3, ?4, ?5, ?6, ?7"

/* clang-format off */
/* The goal is parameter 1, the plan 2, then its line, and the id of a new target. */
struct target_statement {
    const char *sql;
    int parameters;
};
static const struct target_statement target_add = {
    "INSERT INTO target (id, plan, goal, target, verdict)"
    " SELECT ?8, p.id, ?1, goal_on_line(" LINE_SQL ", year_last(p.year)), 'open'"
    " FROM plan p WHERE p.id = ?2 AND NOT EXISTS"
    " (SELECT 1 FROM target n WHERE n.plan = ?2 AND n.goal = ?1 AND n.archived_on IS NULL)", 8};
static const struct target_statement target_restore = {
    "UPDATE target SET archived_on = NULL WHERE id = (SELECT n.id FROM target n WHERE n.plan = ?2"
    " AND n.goal = ?1 AND n.archived_on IS NOT NULL ORDER BY n.id LIMIT 1) AND NOT EXISTS"
    " (SELECT 1 FROM target n WHERE n.plan = ?2 AND n.goal = ?1 AND n.archived_on IS NULL)", 2};
static const struct target_statement target_archive = {
    "UPDATE target SET archived_on = today() WHERE plan = ?2 AND goal = ?1"
    " AND archived_on IS NULL", 2};
static const struct target_statement target_realign = {
    "UPDATE target SET target = goal_on_line(" LINE_SQL ", (SELECT year_last(p.year)"
    " FROM plan p WHERE p.id = target.plan)) WHERE goal = ?1 AND verdict = 'open'"
    " AND archived_on IS NULL AND target IS (SELECT goal_on_line(" GOAL_LINE_SQL("g")
    ", year_last(p.year)) FROM goal g JOIN plan p ON p.id = target.plan WHERE g.id = ?1)", 7};
/* clang-format on */

static const int target_line_fields[] = {
    GOAL_MEASURE, GOAL_BASELINE, GOAL_TARGET, GOAL_START, GOAL_DUE};
enum {
    LINE_FIELDS = sizeof target_line_fields / sizeof *target_line_fields,
    FIRST_OF_LINE = 3,
    ID_PARAMETER = FIRST_OF_LINE + LINE_FIELDS
};

struct id target_write_id_from(const char *kind, const struct id *of, const struct id *source)
{
    assert(kind && of && source);
    enum { TIME_SIZE = ID_SIZE / 2 };
    char text[2 * ID_TEXT_SIZE];
    id_text(of, text);
    text[ID_TEXT_SIZE - 1] = ' ';
    id_text(source, text + ID_TEXT_SIZE);
    struct id id = id_named(kind, text);
    const unsigned char version = id.byte[6] & 0xf0;
    memcpy(id.byte, source->byte, TIME_SIZE);
    id.byte[6] = (unsigned char)(version | (source->byte[6] & 0x0f));
    return id;
}

static bool target_is_taken(struct store *store, const struct id *id)
{
    struct query *query = query_new(store, "SELECT 1 FROM target WHERE id = ?1", NULL);
    if (!query)
        return false;
    query_bind_id(query, 1, id);
    bool taken = query_step(query, NULL) > 0;
    query_free(query);
    return taken;
}

struct id target_write_id(struct store *store, const struct id *plan, const struct id *goal)
{
    assert(store && plan && goal);
    struct id id = target_write_id_from("target", plan, goal);
    while (target_is_taken(store, &id))
        id = target_write_id_from("target", &id, goal);
    return id;
}

bool target_write_refs(const struct record *target, struct id *plan, struct id *goal)
{
    assert(target && strcmp(target->kind->name, "target") == 0);
    const char *of = record_get(target, TARGET_PLAN), *what = record_get(target, TARGET_GOAL);
    return of && what && id_parse(of, plan) && id_parse(what, goal);
}

/* plan: NULL where the statement has none. */
static enum li_err target_run(struct store *store, const struct target_statement *statement,
    const struct id *plan, const struct record *goal, struct li_error *err)
{
    struct query *query = query_new(store, statement->sql, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &goal->id);
    if (statement->parameters > 1)
        query_bind_id(query, 2, plan);
    for (int i = 0; i < LINE_FIELDS && FIRST_OF_LINE + i <= statement->parameters; i++)
        query_bind_plain(query, FIRST_OF_LINE + i, record_get(goal, target_line_fields[i]));
    if (statement->parameters == ID_PARAMETER) {
        struct id id = target_write_id(store, plan, &goal->id);
        query_bind_id(query, ID_PARAMETER, &id);
    }
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}

static enum li_err target_stand_in(
    struct store *store, const struct id *plan, const struct record *goal, struct li_error *err)
{
    enum li_err code = target_run(store, &target_restore, plan, goal, err);
    return code ? code : target_run(store, &target_add, plan, goal, err);
}

/* The plan the stored goal names; false: none. */
static bool target_plan_before(struct store *store, const struct record *goal, struct id *out)
{
    struct query *query = query_new(store, "SELECT plan FROM goal WHERE id = ?1", NULL);
    if (!query)
        return false;
    query_bind_id(query, 1, &goal->id);
    bool any = query_step(query, NULL) > 0 && query_id(query, 0, out);
    query_free(query);
    return any;
}

static enum li_err target_follow_plan(
    struct store *store, const struct record *goal, struct li_error *err)
{
    const char *ref = record_get(goal, GOAL_PLAN);
    struct id plan, before;
    bool any = ref && id_parse(ref, &plan), was = target_plan_before(store, goal, &before);
    enum li_err code = LI_OK;
    if (was && any && !id_equal(&plan, &before))
        code = target_stand_in(store, &before, goal, err);
    else if (was && !any)
        code = target_run(store, &target_archive, &before, goal, err);
    return code || !any ? code : target_stand_in(store, &plan, goal, err);
}

static bool target_line_changes(const struct record *goal)
{
    bool any = false;
    for (int i = 0; i < LINE_FIELDS; i++)
        any |= goal->changed[target_line_fields[i]];
    return any;
}

enum li_err target_write_follow(
    struct store *store, const struct record *goal, struct li_error *err)
{
    assert(store && goal && strcmp(goal->kind->name, "goal") == 0);
    enum li_err code = LI_OK;
    if (goal->stored && target_line_changes(goal))
        code = target_run(store, &target_realign, NULL, goal, err);
    return code || !goal->changed[GOAL_PLAN] ? code : target_follow_plan(store, goal, err);
}

enum li_err target_write_before(struct store *store, struct record *target, struct li_error *err)
{
    assert(store && target);
    struct id plan, goal;
    (void)err;
    if (!target->stored && id_is_nil(&target->id) && target_write_refs(target, &plan, &goal))
        target->id = target_write_id(store, &plan, &goal);
    return LI_OK;
}
