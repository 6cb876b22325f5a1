/*
 * fact.c: the table local_fact.
 */
#include "data/database/fact.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>

enum li_err fact_load(struct store *store, const char *name, char **value, struct li_error *err)
{
    assert(store && name && value && err);
    *value = NULL;
    struct query *query = query_new(store, "SELECT value FROM local_fact WHERE name = ?1", err);
    if (!query)
        return err->code;
    query_bind_text(query, 1, name);
    int found = query_step(query, err);
    if (found > 0)
        *value = li_strdup(query_text(query, 0));
    query_free(query);
    return found < 0 ? err->code : LI_OK;
}

enum li_err fact_save(
    struct store *store, const char *name, const char *value, struct li_error *err)
{
    assert(store && name && value && err);
    struct query *query = query_new(store,
        "INSERT INTO local_fact (name, value) VALUES (?1, ?2)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        err);
    if (!query)
        return err->code;
    query_bind_text(query, 1, name);
    query_bind_text(query, 2, value);
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}
