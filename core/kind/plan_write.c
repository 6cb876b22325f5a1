/*
 * plan_write.c: a plan agreed to by both sides opens its goals.
 */
#include "core/kind/plan_write.h"
#include "core/kind/plan.h"
#include "data/store/query.h"
#include <assert.h>
#include <string.h>

enum li_err plan_write_open_drafted(
    struct store *store, const struct id *plan, struct li_error *err)
{
    assert(store && plan);
    struct query *query = query_new(store,
        "UPDATE goal SET state = 'open' WHERE rowid IN (SELECT rowid FROM " PLAN_DRAFTED_SQL ")",
        err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, plan);
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}

static enum li_err plan_write_today(struct store *store, struct record *plan, struct li_error *err)
{
    struct query *query = query_new(store, "SELECT today()", err);
    int step = query ? query_step(query, err) : -1;
    if (step > 0)
        record_set(plan, PLAN_AGREED_ON, query_text(query, 0));
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

enum li_err plan_write_before(struct store *store, struct record *plan, struct li_error *err)
{
    assert(store && plan && strcmp(plan->kind->name, "plan") == 0);
    const char *state = record_get(plan, PLAN_STATE);
    if (!plan->stored || !plan->changed[PLAN_STATE] || !state || strcmp(state, "agreed") != 0)
        return LI_OK;
    enum li_err code =
        record_get(plan, PLAN_AGREED_ON) ? LI_OK : plan_write_today(store, plan, err);
    return code ? code : plan_write_open_drafted(store, &plan->id, err);
}
