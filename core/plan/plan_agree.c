/*
 * plan_agree.c: a plan agreed by both sides, which opens its drafted goals.
 */
#include "core/kind/plan.h"
#include "core/kind/plan_write.h"
#include "core/plan/plan.h"
#include "core/record/record_check.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static enum li_err plan_count_drafted(
    struct context *context, const struct id *plan, int64_t *out, struct li_error *err)
{
    struct query *query = query_new(context->store, "SELECT count(*) FROM " PLAN_DRAFTED_SQL, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, plan);
    int step = query_step(query, err);
    *out = step > 0 ? query_int(query, 0) : 0;
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

/* The goals of a plan that was agreed before they were drafted are opened too. */
static enum li_err plan_write_agreed(struct store *store, void *arg, struct li_error *err)
{
    struct record *plan = arg;
    enum li_err code = record_write(store, plan, err);
    return code ? code : plan_write_open_drafted(store, &plan->id, err);
}

static enum li_err plan_refuse_agreed(
    const struct record *plan, int64_t drafted, const char *called, struct li_error *err)
{
    const char *state = record_get(plan, PLAN_STATE), *day = record_get(plan, PLAN_AGREED_ON);
    bool agreed = strcmp(state, "agreed") == 0;
    if (strcmp(state, "draft") == 0 || (agreed && drafted > 0))
        return LI_OK;
    return li_fail(err, LI_REFUSED, "Plan %s is already %s%s%s.", called, state,
        agreed && day ? ", since " : "", agreed && day ? day : "");
}

static enum li_err plan_agree_record(
    struct context *context, struct record *plan, const char *day, struct li_error *err)
{
    int64_t drafted;
    char *called = record_called(context, plan), *label = li_format("Agree plan %s", called);
    enum li_err code = plan_count_drafted(context, &plan->id, &drafted, err);
    if (!code)
        code = plan_refuse_agreed(plan, drafted, called, err);
    record_set(plan, PLAN_STATE, "agreed");
    if (!code)
        code = record_parse(context, plan, PLAN_AGREED_ON, day, err);
    if (!code)
        code = record_judge(context, plan, err);
    if (!code)
        code = journal_write(context->store, label, plan_write_agreed, plan, NULL, err);
    free(label);
    free(called);
    return code;
}

enum li_err plan_agree(
    struct context *context, const struct id *id, const char *day, struct li_error *err)
{
    assert(id);
    struct record *plan;
    enum li_err code = record_load(context, &kind_plan, id, &plan, err);
    if (code)
        return code;
    code = plan_agree_record(context, plan, day ? day : "today", err);
    record_free(plan);
    return code;
}
