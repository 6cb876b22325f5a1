/*
 * sharing.c: databases that share.
 */
#include "tests/support/sharing.h"
#include "data/base/memory.h"
#include "data/database/replica_key.h"
#include "data/store/query.h"
#include "tests/support/check.h"
#include <stdlib.h>

void sharing_mark(struct store *store, int64_t seq)
{
    struct li_error err = {0};
    bool keyed = false;
    assert_int_equal(replica_key_is_there(store, &keyed, &err), LI_OK);
    if (!keyed) {
        struct query *query = query_new(
            store, "INSERT INTO local_key (replica, seed) VALUES (?1, zeroblob(32))", &err);
        query_bind_id(query, 1, store_replica(store));
        assert_int_equal(query_finish(query, &err), LI_OK);
        query_free(query);
    }
    assert_int_equal(replica_key_set_shared(store, store_replica(store), seq, &err), LI_OK);
}

struct id sharing_found(struct store *store)
{
    struct id team;
    bool shared;
    struct li_error err = {0};
    char phrase[PHRASE_SIZE];
    const struct team_person person = {.name = "Head", .device = "HQ"};
    if (team_write_found(store, &person, phrase, &err))
        fail_msg("%s", err.message);
    assert_int_equal(team_save_is_shared(store, &shared, &team, &err), LI_OK);
    assert_true(shared);
    return team;
}

static void sharing_add_run(struct store *store, const struct keys *keys,
    const struct bundle_run *run, struct sharing_bundles *out)
{
    struct li_error err = {0};
    out->items = li_realloc(out->items, out->count + 1, sizeof *out->items);
    struct sharing_bundle *bundle = &out->items[out->count++];
    *bundle = (struct sharing_bundle){.bytes = {0}};
    if (bundle_write(store, run, keys, &bundle->header, &bundle->bytes, &err))
        fail_msg("%s", err.message);
}

struct sharing_bundles sharing_bundles(struct store *store, const struct heads *have)
{
    struct keys keys;
    struct heads heads;
    struct li_error err = {0};
    struct sharing_bundles out = {0};
    assert_int_equal(keys_load(store, &keys, &err), LI_OK);
    assert_int_equal(heads_load(store, &heads, &err), LI_OK);
    for (size_t i = 0; i < heads.count; i++) {
        struct bundle_runs runs;
        if (bundle_runs_load(store, &heads.items[i], have, &runs, &err))
            fail_msg("%s", err.message);
        for (size_t k = 0; k < runs.count; k++)
            sharing_add_run(store, &keys, &runs.items[k], &out);
        bundle_runs_clear(&runs);
    }
    heads_clear(&heads);
    keys_clear(&keys);
    return out;
}

void sharing_clear(struct sharing_bundles *bundles)
{
    for (size_t i = 0; i < bundles->count; i++)
        free(bundles->items[i].bytes.at);
    free(bundles->items);
    *bundles = (struct sharing_bundles){0};
}
