/*
 * told_heads.c: seals, opens and stores the vectors of devices.
 */
#include "data/carrier/told_heads.h"
#include "data/base/encoding.h"
#include "data/crypto/secret.h"
#include "data/store/query.h"
#include "data/team/team_keys.h"
#include "data/team/team_save.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char told_heads_tag[] = "liaise heads 1";

/* The clear bytes before the sealed ones, authenticated with them. */
static void told_heads_encode_head(const struct id *team, const struct id *key,
    const unsigned char nonce[SEAL_NONCE_SIZE], struct bytes *out)
{
    encoding_add_text(out, told_heads_tag);
    encoding_add_bytes(out, team, sizeof *team);
    encoding_add_bytes(out, key, sizeof *key);
    encoding_add_bytes(out, nonce, SEAL_NONCE_SIZE);
}

/* The newest key, which no revoked device has. */
static enum li_err told_heads_find_key(struct store *store, const struct keys *keys,
    const struct keys_item **out, struct li_error *err)
{
    struct team team;
    enum li_err code = team_load(store, &team, err);
    *out = team_keys_newest(&team, keys);
    team_clear(&team);
    if (code && code != LI_NONE)
        return code;
    if (!*out && keys->count > 0)
        *out = &keys->items[0]; /* the key from the invitation */
    return *out ? LI_OK : li_fail(err, LI_NONE, "No team key has arrived yet.");
}

enum li_err told_heads_seal(struct store *store, const struct id *team, const struct id *device,
    const struct heads *heads, struct bytes *out, struct li_error *err)
{
    assert(store && team && device && heads && out && err);
    struct keys keys;
    const struct keys_item *key = NULL;
    enum li_err code = keys_load(store, &keys, err);
    if (!code)
        code = told_heads_find_key(store, &keys, &key, err);
    if (!code) {
        unsigned char nonce[SEAL_NONCE_SIZE];
        struct bytes plain = {0}, head = {0};
        secret_random(nonce, sizeof nonce);
        told_heads_encode_head(team, &key->id, nonce, &head);
        bytes_add(&plain, device, sizeof *device);
        heads_encode(heads, &plain);
        bytes_add(out, head.at, head.size);
        seal_close(&key->key, nonce, head.at, head.size, plain.at, plain.size, out);
        free(plain.at);
        free(head.at);
    }
    keys_clear(&keys);
    return code;
}

static enum li_err told_heads_parse(
    const struct bytes *plain, struct id *device, struct heads *out, struct li_error *err)
{
    if (plain->size < sizeof *device)
        return li_fail(err, LI_CORRUPT, "It doesn't say what a device has.");
    memcpy(device, plain->at, sizeof *device);
    return heads_parse(plain->at + sizeof *device, plain->size - sizeof *device, out, err);
}

enum li_err told_heads_open(const void *bytes, size_t size, const struct id *team,
    const struct keys *keys, struct id *device, struct heads *out, struct li_error *err)
{
    assert((bytes || size == 0) && team && keys && device && out && err);
    struct encoding_reader reader = {bytes, size, false};
    struct id of, key_id;
    unsigned char nonce[SEAL_NONCE_SIZE];
    *out = (struct heads){0};
    bool is = encoding_read_is(&reader, told_heads_tag);
    encoding_read_exactly(&reader, &of, sizeof of);
    encoding_read_exactly(&reader, &key_id, sizeof key_id);
    encoding_read_exactly(&reader, nonce, sizeof nonce);
    if (!is || reader.damaged || !id_equal(&of, team))
        return li_fail(err, LI_CORRUPT, "It doesn't say what a device of this team has.");
    const struct seal_key *key = keys_find(keys, &key_id);
    if (!key)
        return li_fail(err, LI_NONE, "It is sealed with a team key that has not arrived yet.");
    struct bytes plain = {0};
    size_t head = size - reader.left;
    enum li_err code = LI_CORRUPT;
    if (seal_open(key, nonce, bytes, head, reader.at, reader.left, &plain))
        code = told_heads_parse(&plain, device, out, err);
    else
        li_fail(err, code, "What it says a device has is damaged.");
    free(plain.at);
    return code;
}

/* What is stored of a device and a replica, beside a head. */
struct told_heads_stored {
    bool older, newer;
};

static enum li_err told_heads_find(struct store *store, const struct id *device,
    const struct entry_name *head, struct told_heads_stored *out, struct li_error *err)
{
    *out = (struct told_heads_stored){false, false};
    struct query *query = query_new(
        store, "SELECT seq FROM local_device_head WHERE device = ?1 AND replica = ?2", err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, device);
    query_bind_id(query, 2, &head->replica);
    int step;
    while ((step = query_step(query, err)) > 0) {
        out->older = out->older || query_int(query, 0) < head->seq;
        out->newer = out->newer || query_int(query, 0) > head->seq;
    }
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

static enum li_err told_heads_run(struct store *store, const char *sql, const struct id *device,
    const struct entry_name *head, struct li_error *err)
{
    struct query *query = query_new(store, sql, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, device);
    query_bind_id(query, 2, &head->replica);
    query_bind_hash(query, 3, &head->hash);
    query_bind_int(query, 4, head->seq);
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}

/* A carrier may give an old vector again: the newer one stays. Most are as they were, so what is
   stored is looked at first: deleting opens a table of its own each time. */
enum li_err told_heads_save(struct store *store, const struct id *device,
    const struct entry_name *head, struct li_error *err)
{
    assert(store && device && head && err);
    struct told_heads_stored stored;
    enum li_err code = told_heads_find(store, device, head, &stored, err);
    if (!code && stored.older)
        code = told_heads_run(store,
            "DELETE FROM local_device_head WHERE device = ?1 AND replica = ?2 AND seq < ?4", device,
            head, err);
    if (!code && !stored.newer)
        code = told_heads_run(store,
            "INSERT INTO local_device_head (device, replica, hash, seq, heard)"
            " VALUES (?1, ?2, ?3, ?4, strftime('%Y-%m-%dT%H:%M:%SZ'))"
            " ON CONFLICT DO UPDATE SET heard = excluded.heard",
            device, head, err);
    return code;
}

enum li_err told_heads_load(
    struct store *store, const struct id *device, struct heads *out, struct li_error *err)
{
    assert(store && device && out && err);
    *out = (struct heads){0};
    struct query *query =
        query_new(store, "SELECT replica, seq, hash FROM local_device_head WHERE device = ?1", err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, device);
    int more;
    while ((more = query_step(query, err)) > 0) {
        struct entry_name name;
        if (entry_name_from_row(query, 0, &name))
            heads_add(out, &name);
    }
    query_free(query);
    return more < 0 ? err->code : LI_OK;
}
