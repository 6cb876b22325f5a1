/*
 * thief.c: bundles made by hand.
 */
#include "tests/support/thief.h"
#include "data/base/memory.h"
#include "data/bundle/bundle_entry.h"
#include "data/crypto/secret.h"
#include "data/database/replica_key.h"
#include "data/database/schema.h"
#include "data/entry/entry_clock.h"
#include "data/entry/entry_hash.h"
#include "data/store/query.h"
#include "data/team/team_save.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include "tests/support/temp_folder.h"
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

/* The first team key of the store. */
static struct thief thief_with_key(struct store *store)
{
    struct thief thief = {.hlc = entry_clock_hlc(entry_clock_now(store))};
    struct keys keys;
    struct li_error err = {0};
    bool shared;
    assert_int_equal(team_save_is_shared(store, &shared, &thief.team, &err), LI_OK);
    assert_int_equal(keys_load(store, &keys, &err), LI_OK);
    assert_true(shared && keys.count > 0);
    thief.key = keys.items[0];
    keys_clear(&keys);
    return thief;
}

struct thief thief_of(struct store *store)
{
    struct thief thief = thief_with_key(store);
    struct li_error err = {0};
    thief.replica = *store_replica(store);
    assert_int_equal(replica_key_load(store, &thief.replica, &thief.pair, &err), LI_OK);
    struct query *query = query_new(store,
        "SELECT hash, seq, hlc FROM journal_entry WHERE replica = ?1 ORDER BY seq DESC", &err);
    query_bind_id(query, 1, &thief.replica);
    if (query_step(query, &err) > 0) {
        assert_true(query_hash(query, 0, &thief.last));
        thief.seq = query_int(query, 1);
        thief.hlc = (uint64_t)query_int(query, 2);
    }
    query_free(query);
    return thief;
}

struct thief thief_stranger(struct store *store)
{
    struct thief thief = thief_with_key(store);
    signature_pair_new(&thief.pair);
    thief.replica = signature_replica(&thief.pair.public);
    return thief;
}

void thief_skip(struct thief *thief)
{
    thief->seq += 7;
    secret_random(thief->last.byte, HASH_SIZE);
}

struct bytes thief_seal(
    const struct thief *thief, struct bundle_header header, const void *packed, size_t size)
{
    struct bytes made = {0};
    header.key = thief->key.id;
    header.sealed_size = size + SEAL_EXTRA;
    secret_random(header.nonce, sizeof header.nonce);
    bundle_header_encode(&header, &made);
    size_t at = made.size;
    bytes_reserve(&made, header.sealed_size);
    seal_close(&thief->key.key, header.nonce, made.at, at, packed, size, &made);
    return made;
}

static struct bytes thief_pack(
    const struct thief *thief, struct bundle_header *header, const struct bytes *plain)
{
    size_t room = ZSTD_compressBound(plain->size);
    void *packed = li_calloc(room, 1);
    size_t size = ZSTD_compress(packed, room, plain->at, plain->size, 1);
    header->plain_size = (int64_t)plain->size;
    struct bytes made = thief_seal(thief, *header, packed, size);
    free(packed);
    return made;
}

struct thief_bundle thief_write(
    struct thief *thief, enum entry_sort sort, const void *changeset, size_t size)
{
    struct thief_bundle out = {.bytes = {0}};
    struct bytes plain = {0};
    struct entry entry = {.sort = sort,
        .name = {thief->replica, thief->seq + 1, {{0}}},
        .hlc = thief->hlc + 1,
        .at = (char *)"2026-03-15T12:00:00Z",
        .schema = schema_newest(),
        .author = (char *)"Mallory",
        .label = (char *)"Help myself",
        .last = true,
        .changeset = (void *)changeset,
        .changeset_size = size,
        .before = thief->last};
    entry.name.hash = entry_hash(&entry);
    bundle_entry_encode(&entry, &plain);
    out.header = (struct bundle_header){.team = thief->team,
        .replica = thief->replica,
        .key = thief->key.id,
        .signer = thief->pair.public,
        .first = entry.name.seq,
        .last = entry.name.seq,
        .before = thief->last,
        .hash = entry.name.hash,
        .hlc = entry.hlc,
        .schema = entry.schema};
    signature_sign(
        &thief->pair, REPLICA_KEY_RUN, entry.name.hash.byte, HASH_SIZE, &out.header.signature);
    out.bytes = thief_pack(thief, &out.header, &plain);
    thief->last = entry.name.hash;
    thief->seq = entry.name.seq;
    thief->hlc = entry.hlc;
    free(plain.at);
    return out;
}

struct thief_bundle thief_say(struct thief *thief, const struct act *act)
{
    struct bytes bytes = {0};
    act_encode(act, &bytes);
    struct thief_bundle bundle = thief_write(thief, ENTRY_TEAM, bytes.at, bytes.size);
    free(bytes.at);
    return bundle;
}

struct thief_bundle thief_add_area(struct thief *thief, int number)
{
    struct ledger *desk = ledger_new();
    struct entry entry;
    const struct id id = {{13, (unsigned char)number}};
    struct entry_name name = ledger_write(desk, "Add area", ledger_add_area, &id, NULL);
    assert_int_equal(entry_find(desk->store, &name.hash, &entry, &desk->err), LI_OK);
    struct thief_bundle bundle =
        thief_write(thief, ENTRY_RECORDS, entry.changeset, entry.changeset_size);
    entry_free(&entry);
    ledger_free(desk);
    return bundle;
}

void thief_put(struct thief_bundle *bundle, const char *folder)
{
    char name[BUNDLE_NAME_SIZE];
    bundle_name(&bundle->header, name);
    char *path = li_format("%s/%s", folder, name);
    place_write(path, bundle->bytes.at, bundle->bytes.size);
    free(path);
    free(bundle->bytes.at);
    bundle->bytes = (struct bytes){0};
}
