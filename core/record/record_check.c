/*
 * record_check.c: the rules of fields, and then those of the kind.
 */
#include "core/record/record_check.h"
#include "core/record/taken.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>

/* Counts problems and passes them on. */
struct record_problems {
    kind_problem problem;
    void *arg;
    int count;
};

static void record_count_problem(void *arg, int field, const char *message)
{
    struct record_problems *problems = arg;
    problems->count++;
    if (problems->problem)
        problems->problem(problems->arg, field, message);
}

/* Whether following this reference to the record's own kind leads back to the record. */
static bool record_leads_back(struct context *context, const struct record *record,
    const struct field *field, const char *value)
{
    char *sql =
        li_format("WITH RECURSIVE up (id) AS (SELECT ?1 UNION SELECT r.\"%s\" FROM up JOIN \"%s\" r"
                  " ON r.id = up.id WHERE r.\"%s\" IS NOT NULL) SELECT 1 FROM up WHERE id = ?2",
            field->name, record->kind->name, field->name);
    struct query *query = query_new(context->store, sql, NULL);
    free(sql);
    if (!query)
        return false;
    query_bind_text(query, 1, value);
    query_bind_id(query, 2, &record->id);
    bool back = query_step(query, NULL) > 0;
    query_free(query);
    return back;
}

static void record_check_field(struct context *context, const struct record *record, int number,
    struct record_problems *problems)
{
    const struct field *field = &record->kind->fields[number];
    const char *value = record->value[number];
    char *message = NULL;
    if (!value && field->flags & FIELD_REQUIRED)
        message = li_format("%s is required.", field->label);
    else if (value && field_is_own(record->kind, field) && record->stored &&
             record->changed[number] && record_leads_back(context, record, field, value))
        message = li_format("%s can't lead back to this %s.", field->label, record->kind->name);
    if (message)
        record_count_problem(problems, number, message);
    free(message);
}

int record_check(
    struct context *context, const struct record *record, kind_problem problem, void *arg)
{
    assert(context && record);
    struct record_problems problems = {problem, arg, 0};
    for (int i = 0; i < record->kind->stored_count; i++)
        record_check_field(context, record, i, &problems);
    struct li_error taken = {0};
    if (taken_judge(context->store, record, &taken))
        record_count_problem(&problems, taken_field(record->kind), taken.message);
    if (record->kind->check)
        record->kind->check(context, record, record_count_problem, &problems);
    return problems.count;
}

/* Keeps the first problem. */
static void record_refuse(void *arg, int field, const char *message)
{
    (void)field;
    struct li_error *err = arg;
    if (!err->code)
        li_fail(err, LI_REFUSED, "%s", message);
}

enum li_err record_judge(struct context *context, const struct record *record, struct li_error *err)
{
    assert(context && record);
    struct li_error first = {0};
    if (record_check(context, record, record_refuse, &first) > 0)
        return li_fail(err, first.code, "%s", first.message);
    return LI_OK;
}
