/*
 * replica_key.c: the rows of local_key.
 */
#include "data/database/replica_key.h"
#include "data/store/query.h"
#include "data/store/store_error.h"
#include "data/store/store_state.h"
#include <assert.h>
#include <sqlite3.h>
#include <string.h>

enum li_err replica_key_is_there(struct store *store, bool *there, struct li_error *err)
{
    assert(store && there && err);
    struct query *query = query_new(store, "SELECT 1 FROM local_key WHERE replica = ?1", err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &store->replica);
    int step = query_step(query, err);
    *there = step > 0;
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

enum li_err replica_key_make(
    struct store *store, const struct id *continues, struct id *out, struct li_error *err)
{
    assert(store && out && err);
    struct signature_pair pair;
    struct query *query = query_new(
        store, "INSERT INTO local_key (replica, seed, continues) VALUES (?1, ?2, ?3)", err);
    if (!query)
        return err->code;
    signature_pair_new(&pair);
    *out = signature_replica(&pair.public);
    query_bind_id(query, 1, out);
    query_bind_blob(query, 2, pair.seed, sizeof pair.seed);
    query_bind_id(query, 3, continues);
    signature_pair_clear(&pair);
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}

enum li_err replica_key_load(
    struct store *store, const struct id *replica, struct signature_pair *out, struct li_error *err)
{
    assert(store && replica && out && err);
    size_t size = 0;
    struct query *query = query_new(store, "SELECT seed FROM local_key WHERE replica = ?1", err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, replica);
    int step = query_step(query, err);
    const void *seed = step > 0 ? query_blob(query, 0, &size) : NULL;
    enum li_err code = step < 0 ? err->code : LI_OK;
    if (!code && step == 0)
        code = LI_NONE;
    else if (!code && size != SIGNATURE_SEED_SIZE)
        code = store_error(store, SQLITE_CORRUPT, "Reading keys", err);
    if (!code)
        signature_pair_from_seed(seed, out);
    query_free(query);
    return code;
}

enum li_err replica_key_continues(
    struct store *store, const struct id *replica, struct id *out, struct li_error *err)
{
    assert(store && replica && out && err);
    *out = (struct id){{0}};
    struct query *query =
        query_new(store, "SELECT continues FROM local_key WHERE replica = ?1", err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, replica);
    int step = query_step(query, err);
    if (step > 0)
        query_id(query, 0, out);
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

/* Runs a statement of the journal's tables, with a hash and a signature as its parameters. */
static enum li_err replica_key_store(struct store *store, const char *sql, const struct id *replica,
    const struct hash *entry, const struct signature *signature, struct li_error *err)
{
    enum store_gate gate = store->gate;
    store->gate = GATE_OPEN;
    struct query *query = query_new(store, sql, err);
    enum li_err code = query ? LI_OK : err->code;
    if (!code) {
        query_bind_hash(query, 1, entry);
        query_bind_blob(query, 2, signature->byte, SIGNATURE_SIZE);
        if (replica)
            query_bind_id(query, 3, replica);
        code = query_finish(query, err);
    }
    query_free(query);
    store->gate = gate;
    return code;
}

enum li_err replica_key_sign(struct store *store, const struct id *replica,
    const struct hash *entry, struct signature *out, struct li_error *err)
{
    assert(store && replica && entry && out && err);
    struct signature_pair pair;
    enum li_err code = replica_key_load(store, replica, &pair, err);
    if (code)
        return code;
    signature_sign(&pair, REPLICA_KEY_RUN, entry->byte, HASH_SIZE, out);
    signature_pair_clear(&pair);
    return replica_key_keep(store, entry, out, err);
}

enum li_err replica_key_keep(struct store *store, const struct hash *entry,
    const struct signature *signature, struct li_error *err)
{
    assert(store && entry && signature && err);
    return replica_key_store(store,
        "INSERT OR IGNORE INTO journal_signature (entry, signature) VALUES (?1, ?2)", NULL, entry,
        signature, err);
}

enum li_err replica_key_move_signature(struct store *store, const struct id *replica,
    const struct hash *from, const struct hash *to, struct li_error *err)
{
    assert(store && store->gate == GATE_OPEN && replica && from && to && err);
    struct signature signature;
    struct query *query =
        query_new(store, "DELETE FROM journal_signature WHERE entry = ?1 RETURNING 1", err);
    if (!query)
        return err->code;
    query_bind_hash(query, 1, from);
    int step = query_step(query, err);
    query_free(query);
    if (step <= 0)
        return step < 0 ? err->code : LI_OK;
    enum li_err code = replica_key_sign(store, replica, to, &signature, err);
    return code == LI_NONE ? LI_OK : code;
}

enum li_err replica_key_sign_head(
    struct store *store, const struct hash *entry, struct li_error *err)
{
    assert(store && entry && err);
    struct signature_pair pair;
    struct signature signature;
    enum li_err code = replica_key_load(store, &store->replica, &pair, err);
    if (code)
        return code == LI_NONE ? LI_OK : code;
    signature_sign(&pair, REPLICA_KEY_HEAD, entry->byte, HASH_SIZE, &signature);
    signature_pair_clear(&pair);
    return replica_key_store(store,
        "UPDATE local_key SET head = ?1, head_signature = ?2 WHERE replica = ?3", &store->replica,
        entry, &signature, err);
}

enum li_err replica_key_shared(
    struct store *store, const struct id *replica, int64_t *seq, struct li_error *err)
{
    assert(store && replica && seq && err);
    *seq = 0;
    struct query *query = query_new(store, "SELECT shared FROM local_key WHERE replica = ?1", err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, replica);
    int step = query_step(query, err);
    if (step > 0)
        *seq = query_int(query, 0);
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

enum li_err replica_key_set_shared(
    struct store *store, const struct id *replica, int64_t seq, struct li_error *err)
{
    assert(store && replica && seq >= 0 && err);
    struct query *query = query_new(
        store, "UPDATE local_key SET shared = ?2 WHERE replica = ?1 AND shared < ?2", err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, replica);
    query_bind_int(query, 2, seq);
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}
