/*
 * hub_told.c: what devices say they have, at a hub.
 *
 * A vector is as long as the team is large. So only new ones are asked for, some of them at a time:
 * of each device, the hash of the vector that was read last is remembered (local_told_hash).
 */
#include "data/base/memory.h"
#include "data/carrier/told_heads.h"
#include "data/hub/hub_array.h"
#include "data/hub/hub_state.h"
#include "data/store/query.h"
#include "data/store/transaction.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static int hub_told_compare(const void *device, const void *item)
{
    return memcmp(device, &((const struct hub_told *)item)->device, ID_SIZE);
}

/* NULL: the hub does not say what that device has. */
static struct hub_told *hub_told_find(const struct hub *hub, const struct id *device)
{
    const struct hub_told *told = hub->told;
    return told ? bsearch(device, told, hub->told_count, sizeof *told, hub_told_compare) : NULL;
}

/* --- which are new ---------------------------------------------------------------------------- */

/* Sets `read` of those that were read before. */
static enum li_err hub_told_load(struct carrier *carrier, struct li_error *err)
{
    struct id device;
    struct hash hash;
    int more;
    struct query *query = query_new(
        carrier->store, "SELECT device, hash FROM local_told_hash WHERE carrier = ?1", err);
    if (!query)
        return err->code;
    query_bind_plain(query, 1, carrier->name);
    while ((more = query_step(query, err)) > 0) {
        bool sound = query_id(query, 0, &device) && query_hash(query, 1, &hash);
        struct hub_told *told = sound ? hub_told_find(carrier->state, &device) : NULL;
        if (told)
            told->read = hash_equal(&told->hash, &hash) && !hash_is_zero(&hash);
    }
    query_free(query);
    return more < 0 ? err->code : LI_OK;
}

/* In a transaction of its own. */
static enum li_err hub_told_save(
    struct carrier *carrier, struct hub_told *const *told, size_t count, struct li_error *err)
{
    enum li_err code = transaction_begin(carrier->store, err);
    struct query *query = code ? NULL
                               : query_new(carrier->store,
                                     "INSERT OR REPLACE INTO local_told_hash (carrier, device, "
                                     "hash) VALUES (?1, ?2, ?3)",
                                     err);
    code = query || code ? code : err->code;
    for (size_t i = 0; i < count && !code; i++) {
        if (!told[i]->read)
            continue;
        query_bind_plain(query, 1, carrier->name);
        query_bind_id(query, 2, &told[i]->device);
        query_bind_hash(query, 3, &told[i]->hash);
        code = query_finish(query, err);
    }
    query_free(query);
    if (!code)
        code = transaction_commit(carrier->store, err);
    transaction_rollback(carrier->store);
    return code;
}

/* Chooses among the new ones of other devices; returns how many. */
static size_t hub_told_choose(struct carrier *carrier, struct hub_told *chosen[TOLD_HEADS_MOST])
{
    const struct hub *hub = carrier->state;
    struct hub_told **all = li_calloc(hub->told_count + 1, sizeof *all);
    size_t count = 0, which[TOLD_HEADS_MOST];
    for (size_t i = 0; i < hub->told_count; i++)
        if (!hub->told[i].read && !id_equal(&hub->told[i].device, &carrier->device))
            all[count++] = &hub->told[i];
    count = told_heads_choose(count, which);
    for (size_t i = 0; i < count; i++)
        chosen[i] = all[which[i]];
    free(all);
    return count;
}

/* --- what other devices have ------------------------------------------------------------------ */

struct hub_told_work {
    struct carrier *carrier;
    struct keys keys;
    struct hub_told *chosen[TOLD_HEADS_MOST];
    size_t count;
    carrier_give_told give;
    void *arg;
};

/* A row of HUB_VECTORS. One that opens under no key that is here is not read: its key may still
   arrive. One that makes no sense is, so that it is asked for once. */
static enum li_err hub_told_row(void *arg, const struct hub_row *row, struct li_error *err)
{
    struct hub_told_work *work = arg;
    struct id device, sealed;
    struct heads heads;
    struct li_error ignored;
    size_t size, i = 0;
    if (!hub_row_id(row, 0, &device))
        return LI_OK;
    while (i < work->count && !id_equal(&work->chosen[i]->device, &device))
        i++;
    if (i == work->count || !hub_row_hash(row, 1, &work->chosen[i]->hash))
        return LI_OK;
    const void *vector = hub_row_bytes(row, 2, &size);
    enum li_err opened =
        told_heads_open(vector, size, &work->carrier->team, &work->keys, &sealed, &heads, &ignored);
    work->chosen[i]->read = opened != LI_NONE;
    enum li_err code = LI_OK;
    if (!opened && id_equal(&sealed, &device))
        code = work->give(work->arg, &device, &heads, err);
    heads_clear(&heads);
    return code;
}

/* A hub_work. */
static enum li_err hub_told_ask(struct hub_connection *connection, void *arg, struct li_error *err)
{
    struct hub_told_work *work = arg;
    struct bytes devices = {0};
    hub_array_begin(&devices, HUB_BYTEA, work->count);
    for (size_t i = 0; i < work->count; i++)
        hub_array_add(&devices, hub_value_id(&work->chosen[i]->device));
    const struct hub_value values[] = {
        hub_value_id(&work->carrier->team), {devices.at, devices.size}};
    enum li_err code =
        hub_connection_ask(connection, HUB_VECTORS, values, 2, hub_told_row, work, err);
    free(devices.at);
    return code;
}

enum li_err hub_told(
    struct carrier *carrier, carrier_give_told give, void *arg, struct li_error *err)
{
    assert(carrier && carrier->state && give && err);
    const struct hub *hub = carrier->state;
    struct hub_told_work work = {.carrier = carrier, .give = give, .arg = arg};
    enum li_err code = hub_state_ask(carrier, err);
    if (!code)
        code = hub_told_load(carrier, err);
    work.count = code ? 0 : hub_told_choose(carrier, work.chosen);
    if (work.count == 0)
        return code;
    code = keys_load(carrier->store, &work.keys, err);
    if (!code)
        code = hub_connection_run(hub->connection, hub_told_ask, &work, err);
    if (!code)
        code = hub_told_save(carrier, work.chosen, work.count, err);
    keys_clear(&work.keys);
    return code;
}

/* --- what this device has --------------------------------------------------------------------- */

struct hub_told_own {
    const struct carrier *carrier;
    struct hash hash;
    struct bytes sealed;
};

/* A hub_work. */
static enum li_err hub_told_put(struct hub_connection *connection, void *arg, struct li_error *err)
{
    const struct hub_told_own *own = arg;
    const struct hub_value values[] = {hub_value_id(&own->carrier->team),
        hub_value_id(&own->carrier->device), hub_value_hash(&own->hash),
        {own->sealed.at, own->sealed.size}};
    enum li_err code = hub_connection_ask(connection, HUB_BEGIN, NULL, 0, NULL, NULL, err);
    if (!code)
        code = hub_connection_ask(connection, HUB_TOLD_PASSED, values, 2, NULL, NULL, err);
    if (!code)
        code = hub_connection_ask(connection, HUB_TOLD, values, 4, NULL, NULL, err);
    return code ? code : hub_connection_ask(connection, HUB_COMMIT, NULL, 0, NULL, NULL, err);
}

enum li_err hub_tell(struct carrier *carrier, const struct heads *have, struct li_error *err)
{
    assert(carrier && carrier->state && have && err);
    const struct hub *hub = carrier->state;
    struct hub_told_own own = {.carrier = carrier, .hash = told_heads_hash(have)};
    enum li_err code = hub_state_ask(carrier, err);
    const struct hub_told *there = code ? NULL : hub_told_find(hub, &carrier->device);
    if (code || (there && hash_equal(&there->hash, &own.hash)))
        return code;
    code = told_heads_seal(carrier, have, &own.sealed, err);
    if (!code)
        code = hub_connection_run(hub->connection, hub_told_put, &own, err);
    free(own.sealed.at);
    return code;
}
