/*
 * goal_facts.c: what is known of one goal.
 */
#include "core/kind/goal_facts.h"
#include "core/kind/goal.h"
#include "data/store/query.h"
#include <assert.h>

enum li_err goal_facts_load(
    struct context *context, const struct id *goal, struct goal_facts *out, struct li_error *err)
{
    struct li_error own = {0};
    assert(context && goal && out);
    err = err ? err : &own;
    struct query *query = query_new(
        context->store, "SELECT " GOAL_FACTS_SQL("r") " FROM goal r WHERE r.id = ?1", err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, goal);
    int step = query_step(query, err);
    size_t size;
    const void *bytes = step > 0 ? query_blob(query, 0, &size) : NULL;
    if (step > 0 && !goal_facts_read(bytes, size, out)) {
        li_fail(err, LI_IO, "Not enough memory to read a goal; close other programs.");
        step = -1;
    }
    query_free(query);
    return step > 0   ? LI_OK
           : step < 0 ? err->code
                      : li_fail(err, LI_NONE, "That goal no longer exists.");
}
