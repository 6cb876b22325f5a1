/*
 * page_terms.c: the agreements that renew each other, first to last, on the page of each.
 */
#include "core/page/page_rows.h"

/* Back along what it renews, then forward along what renews that. Two laptops may have closed the
   chain to a ring; UNION takes each only once. */
static const char *const page_chain_sql =
    "WITH RECURSIVE before(id) AS (SELECT ?1 UNION SELECT a.renews FROM before b"
    " JOIN agreement a ON a.id = b.id AND a.renews IS NOT NULL),"
    " chain(id) AS (SELECT id FROM before UNION SELECT a.id FROM chain c"
    " JOIN agreement a ON a.renews = c.id AND a.archived_on IS NULL)"
    " SELECT a.id FROM chain c JOIN agreement a ON a.id = c.id"
    " WHERE (SELECT count(*) FROM chain) > 1"
    " ORDER BY coalesce(a.\"from\", a.signed_on, a.\"to\"), a.id LIMIT 20";

static enum li_err page_write_chain(const struct page_row *row, struct li_error *err)
{
    struct query *query = query_new(row->subject->context->store, page_chain_sql, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &row->id);
    enum li_err code = LI_OK;
    int more = 0;
    while (!code && (more = query_step(query, err)) > 0) {
        struct id id;
        query_id(query, 0, &id);
        code = page_rows_write_one(row->subject, row->kind, &page_row_agreement, &id, err);
    }
    query_free(query);
    return more < 0 ? err->code : code;
}

const struct page_row_type page_row_chain = {NULL, page_write_chain};
