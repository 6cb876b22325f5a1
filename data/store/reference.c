/*
 * reference.c: which columns refer to which tables, kept while the schema stays what it was; and
 * whether all that refers finds its record.
 */
#include "data/base/memory.h"
#include "data/journal/journal_internal.h"
#include <sqlite3.h>
#include <stdlib.h>

void store_forget_references(struct store *store)
{
    for (size_t i = 0; i < store->reference_count; i++) {
        free(store->references[i].table);
        free(store->references[i].column);
        free(store->references[i].parent);
    }
    free(store->references);
    store->references = NULL;
    store->reference_count = 0;
}

static enum li_err references_read(struct store *store, struct li_error *err)
{
    struct query *query = store_statement(store, SQL_REFERENCES, err);
    if (!query)
        return err->code;
    int step;
    while ((step = query_step(query, err)) > 0) {
        store->references =
            li_realloc(store->references, store->reference_count + 1, sizeof *store->references);
        store->references[store->reference_count++] = (struct reference){
            .table = li_strdup(query_text(query, 0)),
            .column = li_strdup(query_text(query, 1)),
            .parent = li_strdup(query_text(query, 2)),
        };
    }
    query_reset(query);
    if (step < 0)
        store_forget_references(store);
    return step < 0 ? err->code : LI_OK;
}

const struct reference *store_references(struct store *store, size_t *count, struct li_error *err)
{
    int64_t version = 0;
    if (query_number(store, "PRAGMA schema_version", &version, err) != LI_OK)
        return NULL;
    if (!store->references || version != store->references_of) {
        store_forget_references(store);
        if (references_read(store, err) != LI_OK)
            return NULL;
        store->references_of = version;
    }
    *count = store->reference_count;
    return store->references;
}

bool store_references_hold(const struct store *store)
{
    int open = 0, highest = 0;
    return sqlite3_db_status(store->db, SQLITE_DBSTATUS_DEFERRED_FKS, &open, &highest, 0) ==
               SQLITE_OK &&
           open == 0;
}
