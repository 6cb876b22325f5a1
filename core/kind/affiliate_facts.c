/*
 * affiliate_facts.c: what is known of the relationship with one affiliate.
 */
#include "core/kind/affiliate_facts.h"
#include "core/kind/affiliate.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <string.h>

enum li_err affiliate_facts_load(struct context *context, const struct id *affiliate,
    struct affiliate_facts *out, char **vacant, struct li_error *err)
{
    assert(context && affiliate && out && vacant);
    struct query *query = query_new(context->store,
        "SELECT " AFFILIATE_FACTS_SQL ", " AFFILIATE_VACANT_SQL " FROM affiliate r WHERE r.id = ?1",
        err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, affiliate);
    int step = query_step(query, err);
    size_t size;
    if (step > 0) {
        memcpy(out, query_blob(query, 0, &size), sizeof *out);
        *vacant = li_strdup(query_text(query, 1));
    }
    query_free(query);
    return step > 0   ? LI_OK
           : step < 0 ? err->code
                      : li_fail(err, LI_NONE, "That affiliate no longer exists.");
}
