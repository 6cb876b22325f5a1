/*
 * keys.c: the rows of local_team_key.
 */
#include "data/team/keys.h"
#include "data/base/memory.h"
#include "data/crypto/secret.h"
#include "data/store/query.h"
#include "data/store/store_error.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

void keys_add(struct keys *keys, const struct id *id, const struct seal_key *key)
{
    assert(keys && id && key);
    if (keys_find(keys, id))
        return;
    /* Not by li_realloc: what it leaves behind would hold secrets. */
    struct keys_item *items = li_calloc(keys->count + 1, sizeof *items);
    for (size_t i = 0; i < keys->count; i++)
        items[i] = keys->items[i];
    items[keys->count] = (struct keys_item){*id, *key};
    size_t count = keys->count + 1;
    keys_clear(keys);
    *keys = (struct keys){items, count};
}

void keys_clear(struct keys *keys)
{
    assert(keys);
    if (keys->items)
        secret_forget(keys->items, keys->count * sizeof *keys->items);
    free(keys->items);
    *keys = (struct keys){0};
}

const struct seal_key *keys_find(const struct keys *keys, const struct id *id)
{
    assert(keys && id);
    for (size_t i = 0; i < keys->count; i++)
        if (id_equal(&keys->items[i].id, id))
            return &keys->items[i].key;
    return NULL;
}

static enum li_err keys_add_row(
    struct store *store, struct query *row, struct keys *out, struct li_error *err)
{
    struct id id;
    struct seal_key key;
    size_t size;
    const void *bytes = query_blob(row, 1, &size);
    if (!query_id(row, 0, &id) || size != sizeof key.byte)
        return store_error(store, SQLITE_CORRUPT, "Reading keys", err);
    memcpy(key.byte, bytes, sizeof key.byte);
    keys_add(out, &id, &key);
    secret_forget(&key, sizeof key);
    return LI_OK;
}

enum li_err keys_load(struct store *store, struct keys *out, struct li_error *err)
{
    assert(store && out && err);
    int step = 0;
    enum li_err code = LI_OK;
    *out = (struct keys){0};
    struct query *query = query_new(store, "SELECT id, key FROM local_team_key", err);
    if (!query)
        return err->code;
    while (!code && (step = query_step(query, err)) > 0)
        code = keys_add_row(store, query, out, err);
    query_free(query);
    return code || step >= 0 ? code : err->code;
}

enum li_err keys_save(
    struct store *store, const struct id *id, const struct seal_key *key, struct li_error *err)
{
    assert(store && id && key && err);
    struct query *query =
        query_new(store, "INSERT OR IGNORE INTO local_team_key (id, key) VALUES (?1, ?2)", err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, id);
    query_bind_blob(query, 2, key->byte, sizeof key->byte);
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}

enum li_err keys_remove(struct store *store, const struct id *id, struct li_error *err)
{
    assert(store && id && err);
    struct query *query = query_new(store, "DELETE FROM local_team_key WHERE id = ?1", err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, id);
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}
