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

/* --- which are new ---------------------------------------------------------------------------- */

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
    if (heads->count > 1)
        qsort(heads->items, heads->count, sizeof *heads->items, told_heads_compare);
}

struct hash told_heads_hash(const struct heads *heads)
{
    assert(heads);
    struct heads sorted = {0};
    struct bytes bytes = {0};
    struct hasher hasher;
    for (size_t i = 0; i < heads->count; i++)
        heads_append(&sorted, &heads->items[i]);
    told_heads_sort(&sorted);
    heads_encode(&sorted, &bytes);
    hash_begin(&hasher);
    hash_add_bytes(&hasher, bytes.at, bytes.size);
    heads_clear(&sorted);
    free(bytes.at);
    return hash_end(&hasher);
}

size_t told_heads_choose(size_t count, size_t which[TOLD_HEADS_MOST])
{
    assert(which);
    size_t start = 0, chosen = count < TOLD_HEADS_MOST ? count : TOLD_HEADS_MOST;
    secret_random(&start, sizeof start);
    for (size_t i = 0; i < chosen; i++)
        which[i] = (start % count + i) % count;
    return chosen;
}

/* --- saving ----------------------------------------------------------------------------------- */

/* Sorts the heads; of each replica, only those with the highest number stay, each once. */
static void told_heads_keep_highest(struct heads *heads)
{
    struct entry_name *items = heads->items;
    size_t kept = 0;
    told_heads_sort(heads);
    for (size_t i = 0; i < heads->count; i++) {
        const struct entry_name *last = kept ? &items[kept - 1] : NULL;
        bool first = !last || !id_equal(&items[i].replica, &last->replica);
        if (first || (items[i].seq == last->seq && !hash_equal(&items[i].hash, &last->hash)))
            items[kept++] = items[i];
    }
    heads->count = kept;
}

static enum li_err told_heads_write(
    struct store *store, const struct id *device, const struct heads *heads, struct li_error *err)
{
    struct bytes bytes = {0};
    struct query *query = query_new(store,
        "INSERT INTO local_told (device, heads, heard)"
        " VALUES (?1, ?2, strftime('%Y-%m-%dT%H:%M:%SZ'))"
        " ON CONFLICT (device) DO UPDATE SET heads = excluded.heads, heard = excluded.heard",
        err);
    if (!query)
        return err->code;
    heads_encode(heads, &bytes);
    query_bind_id(query, 1, device);
    query_bind_blob(query, 2, bytes.at, bytes.size);
    enum li_err code = query_finish(query, err);
    query_free(query);
    free(bytes.at);
    return code;
}

/* Adds to *news the heads that are not in `stored`, which is sorted. */
static void told_heads_add_news(
    const struct heads *heads, const struct heads *stored, struct heads *news)
{
    for (size_t i = 0; i < heads->count; i++)
        if (!stored->count || !bsearch(&heads->items[i], stored->items, stored->count,
                                  sizeof *stored->items, told_heads_compare))
            heads_append(news, &heads->items[i]);
}

static enum li_err told_heads_save_one(
    struct store *store, struct told_heads *told, struct heads *news, struct li_error *err)
{
    struct heads stored;
    enum li_err code = told_heads_load(store, &told->device, &stored, err);
    told_heads_keep_highest(&stored);
    for (size_t i = 0; i < stored.count && !code; i++)
        heads_append(&told->heads, &stored.items[i]);
    told_heads_keep_highest(&told->heads);
    told_heads_add_news(&told->heads, &stored, news);
    if (!code)
        code = told_heads_write(store, &told->device, &told->heads, err);
    heads_clear(&stored);
    return code;
}

/* Raises the highest number that any device told of. */
static enum li_err told_heads_raise(
    struct store *store, const struct heads *news, struct li_error *err)
{
    enum li_err code = LI_OK;
    struct query *query = query_new(store,
        "INSERT INTO local_told_most (replica, seq) VALUES (?1, ?2)"
        " ON CONFLICT (replica) DO UPDATE SET seq = excluded.seq WHERE excluded.seq > seq",
        err);
    for (size_t i = 0; query && i < news->count && !code; i++) {
        query_bind_id(query, 1, &news->items[i].replica);
        query_bind_int(query, 2, news->items[i].seq);
        code = query_finish(query, err);
    }
    query_free(query);
    return query ? code : err->code;
}

enum li_err told_heads_save(
    struct store *store, struct told_heads *told, size_t count, struct li_error *err)
{
    assert(store && (told || count == 0) && err);
    struct heads news = {0};
    enum li_err code = LI_OK;
    for (size_t i = 0; i < count && !code; i++)
        code = told_heads_save_one(store, &told[i], &news, err);
    told_heads_keep_highest(&news);
    if (!code)
        code = told_heads_raise(store, &news, err);
    heads_clear(&news);
    return code;
}

enum li_err told_heads_load(
    struct store *store, const struct id *device, struct heads *out, struct li_error *err)
{
    assert(store && device && out && err);
    *out = (struct heads){0};
    struct query *query = query_new(store, "SELECT heads FROM local_told WHERE device = ?1", err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, device);
    size_t size;
    int there = query_step(query, err);
    const void *bytes = there > 0 ? query_blob(query, 0, &size) : NULL;
    enum li_err code = there < 0 ? err->code : bytes ? heads_parse(bytes, size, out, err) : LI_OK;
    query_free(query);
    return code;
}
