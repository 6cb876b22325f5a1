/*
 * told_heads.c: seals, opens and stores the vectors of devices.
 */
#include "data/carrier/told_heads.h"
#include "data/base/encoding.h"
#include "data/crypto/secret.h"
#include "data/store/query.h"
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

static void told_heads_close(const struct carrier *carrier, const struct seal_key *key,
    const struct heads *heads, struct bytes *out)
{
    unsigned char nonce[SEAL_NONCE_SIZE];
    struct bytes plain = {0}, head = {0};
    secret_random(nonce, sizeof nonce);
    told_heads_encode_head(&carrier->team, &carrier->key, nonce, &head);
    bytes_add(&plain, &carrier->device, sizeof carrier->device);
    heads_encode(heads, &plain);
    bytes_add(out, head.at, head.size);
    seal_close(key, nonce, head.at, head.size, plain.at, plain.size, out);
    free(plain.at);
    free(head.at);
}

enum li_err told_heads_seal(const struct carrier *carrier, const struct heads *heads,
    struct bytes *out, struct li_error *err)
{
    assert(carrier && carrier->store && heads && out && err);
    struct keys keys;
    enum li_err code = keys_load(carrier->store, &keys, err);
    const struct seal_key *key = code ? NULL : keys_find(&keys, &carrier->key);
    if (key)
        told_heads_close(carrier, key, heads, out);
    else if (!code)
        code = li_fail(err, LI_NONE, "No team key has arrived yet.");
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

/* --- saving ----------------------------------------------------------------------------------- */

/* By replica, the head with the highest number first. */
static int told_heads_compare(const void *a, const void *b)
{
    const struct entry_name *one = a, *other = b;
    int order = memcmp(one->replica.byte, other->replica.byte, ID_SIZE);
    if (!order)
        order = (one->seq < other->seq) - (one->seq > other->seq);
    return order ? order : hash_compare(&one->hash, &other->hash);
}

static void told_heads_sort(struct heads *heads)
{
    if (heads->count)
        qsort(heads->items, heads->count, sizeof *heads->items, told_heads_compare);
}

/* What is stored of a head's replica, compared with the head. */
struct told_heads_stored {
    bool same, older, newer;
};

/* Both lists are sorted. *at: no stored head before it is of this replica or a later one. */
static struct told_heads_stored told_heads_look(
    const struct heads *stored, size_t *at, const struct entry_name *head)
{
    struct told_heads_stored found = {false, false, false};
    const struct entry_name *items = stored->items;
    while (*at < stored->count && memcmp(items[*at].replica.byte, head->replica.byte, ID_SIZE) < 0)
        ++*at;
    for (size_t i = *at; i < stored->count && id_equal(&items[i].replica, &head->replica); i++) {
        found.same = found.same || hash_equal(&items[i].hash, &head->hash);
        found.older = found.older || items[i].seq < head->seq;
        found.newer = found.newer || items[i].seq > head->seq;
    }
    return found;
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

static enum li_err told_heads_replace(struct store *store, const struct id *device,
    const struct entry_name *head, bool older, struct li_error *err)
{
    enum li_err code = LI_OK;
    if (older)
        code = told_heads_run(store,
            "DELETE FROM local_device_head WHERE device = ?1 AND replica = ?2 AND seq < ?4", device,
            head, err);
    return code ? code
                : told_heads_run(store,
                      "INSERT INTO local_device_head (device, replica, hash, seq, heard)"
                      " VALUES (?1, ?2, ?3, ?4, strftime('%Y-%m-%dT%H:%M:%SZ'))",
                      device, head, err);
}

/* Most heads are as they were. If all are, one row is enough to say that the device was heard
   of. */
static enum li_err told_heads_save_sorted(struct store *store, const struct id *device,
    const struct heads *stored, const struct heads *heads, struct li_error *err)
{
    enum li_err code = LI_OK;
    size_t at = 0;
    bool wrote = false;
    const struct entry_name *highest = NULL, *same = NULL;
    for (size_t i = 0; i < heads->count && !code; i++) {
        const struct entry_name *head = &heads->items[i];
        if (!highest || !id_equal(&highest->replica, &head->replica))
            highest = head;
        const struct told_heads_stored found = told_heads_look(stored, &at, head);
        if (head->seq < highest->seq || found.newer)
            continue;
        if (found.same)
            same = head;
        else
            code = told_heads_replace(store, device, head, found.older, err);
        wrote = wrote || !found.same;
    }
    return code || wrote || !same
               ? code
               : told_heads_run(store,
                     "UPDATE local_device_head SET heard = strftime('%Y-%m-%dT%H:%M:%SZ')"
                     " WHERE device = ?1 AND replica = ?2 AND hash = ?3 AND seq = ?4",
                     device, same, err);
}

enum li_err told_heads_save(
    struct store *store, const struct id *device, struct heads *heads, struct li_error *err)
{
    assert(store && device && heads && err);
    struct heads stored;
    enum li_err code = told_heads_load(store, device, &stored, err);
    told_heads_sort(&stored);
    told_heads_sort(heads);
    if (!code)
        code = told_heads_save_sorted(store, device, &stored, heads, err);
    heads_clear(&stored);
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
