/*
 * aside.c: the table local_aside.
 */
#include "data/carrier/aside.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>

enum li_err aside_load(struct store *store, struct aside *out, struct li_error *err)
{
    assert(store && out && err);
    *out = (struct aside){0};
    struct query *query = query_new(store,
        "SELECT carrier, name, why, at, told IS NOT NULL FROM local_aside ORDER BY at, name", err);
    if (!query)
        return err->code;
    int more;
    while ((more = query_step(query, err)) > 0) {
        out->items = li_realloc(out->items, out->count + 1, sizeof *out->items);
        out->items[out->count++] = (struct aside_item){li_strdup(query_text(query, 0)),
            li_strdup(query_text(query, 1)), li_strdup(query_text(query, 2)),
            li_strdup(query_text(query, 3)), query_int(query, 4) != 0};
    }
    query_free(query);
    return more < 0 ? err->code : LI_OK;
}

void aside_clear(struct aside *aside)
{
    assert(aside);
    for (size_t i = 0; i < aside->count; i++) {
        free(aside->items[i].carrier);
        free(aside->items[i].name);
        free(aside->items[i].why);
        free(aside->items[i].at);
    }
    free(aside->items);
    *aside = (struct aside){0};
}

/* A statement about one bundle: ?1 its carrier, ?2 its name. */
static struct query *aside_query(struct store *store, const char *sql, const char *carrier,
    const char *name, struct li_error *err)
{
    struct query *query = query_new(store, sql, err);
    if (query) {
        query_bind_plain(query, 1, carrier);
        query_bind_plain(query, 2, name);
    }
    return query;
}

static enum li_err aside_save(struct store *store, const char *carrier, const char *name,
    const char *why, struct li_error *err)
{
    struct query *query = aside_query(store,
        "INSERT INTO local_aside (carrier, name, why, at) "
        "VALUES (?1, ?2, ?3, strftime('%Y-%m-%dT%H:%M:%SZ')) "
        "ON CONFLICT (carrier, name) DO UPDATE SET why = excluded.why",
        carrier, name, err);
    if (!query)
        return err->code;
    query_bind_plain(query, 3, why);
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}

static enum li_err aside_is_old(struct store *store, const char *carrier, const char *name,
    int patience, bool *old, bool *told, struct li_error *err)
{
    struct query *query = aside_query(store,
        "SELECT unixepoch() - unixepoch(at) >= ?3, told IS NOT NULL FROM local_aside "
        "WHERE carrier = ?1 AND name = ?2",
        carrier, name, err);
    if (!query)
        return err->code;
    query_bind_int(query, 3, patience);
    int there = query_step(query, err);
    *old = there > 0 && query_int(query, 0) != 0;
    *told = there > 0 && query_int(query, 1) != 0;
    query_free(query);
    return there < 0 ? err->code : LI_OK;
}

static enum li_err aside_save_told(
    struct store *store, const char *carrier, const char *name, struct li_error *err)
{
    struct query *query = aside_query(store,
        "UPDATE local_aside SET told = strftime('%Y-%m-%dT%H:%M:%SZ') "
        "WHERE carrier = ?1 AND name = ?2",
        carrier, name, err);
    enum li_err code = query ? query_finish(query, err) : err->code;
    query_free(query);
    return code;
}

enum li_err aside_note(struct store *store, const char *carrier, const char *name, const char *why,
    int patience, bool *tell, bool *old, struct li_error *err)
{
    assert(store && carrier && name && why && patience >= 0 && tell && old && err);
    bool told = false;
    *tell = *old = false;
    enum li_err code = aside_save(store, carrier, name, why, err);
    if (!code)
        code = aside_is_old(store, carrier, name, patience, old, &told, err);
    *tell = *old && !told;
    if (!code && *tell)
        code = aside_save_told(store, carrier, name, err);
    return code;
}

enum li_err aside_forget(
    struct store *store, const char *carrier, const char *name, struct li_error *err)
{
    assert(store && carrier && name && err);
    struct query *query = aside_query(
        store, "DELETE FROM local_aside WHERE carrier = ?1 AND name = ?2", carrier, name, err);
    enum li_err code = query ? query_finish(query, err) : err->code;
    query_free(query);
    return code;
}
