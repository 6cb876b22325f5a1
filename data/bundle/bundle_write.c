/*
 * bundle_write.c: packs and seals the entries of a run.
 */
#include "data/bundle/bundle_write.h"
#include "data/base/memory.h"
#include "data/bundle/bundle_entry.h"
#include "data/crypto/secret.h"
#include "data/database/replica_key.h"
#include "data/store/query.h"
#include "data/store/store_error.h"
#include "data/store/transaction.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

enum {
    BUNDLE_LEVEL = 6 /* zstd's; a higher one costs more time than it saves in transfer */
};

static enum li_err bundle_missing(struct li_error *err)
{
    return li_fail(
        err, LI_CORRUPT, "An entry to be shared is missing from the journal; run `liaise check`.");
}

/* The hashes of a run's entries, in their order; *hashes is the caller's to free. */
static enum li_err bundle_list(
    struct store *store, const struct bundle_run *run, struct hash **hashes, struct li_error *err)
{
    size_t count = (size_t)(run->last - run->first + 1);
    struct query *query =
        query_new(store, "SELECT before FROM journal_entry WHERE hash = ?1 AND seq = ?2", err);
    *hashes = li_calloc(count, sizeof **hashes);
    enum li_err code = query ? LI_OK : err->code;
    struct hash at = run->hash;
    for (size_t i = count; i > 0 && !code; i--) {
        (*hashes)[i - 1] = at;
        query_bind_hash(query, 1, &at);
        query_bind_int(query, 2, run->first + (int64_t)i - 1);
        int step = query_step(query, err);
        if (step < 0)
            code = err->code;
        else if (step == 0 || !query_hash(query, 0, &at))
            code = bundle_missing(err);
        query_reset(query);
    }
    query_free(query);
    return !code && !hash_equal(&at, &run->before) ? bundle_missing(err) : code;
}

/* Collects all entries of a run, and what the header says about them. */
static enum li_err bundle_collect(struct store *store, const struct bundle_run *run,
    struct bundle_header *header, struct bytes *plain, struct li_error *err)
{
    struct hash *hashes;
    enum li_err code = bundle_list(store, run, &hashes, err);
    for (int64_t i = 0; i <= run->last - run->first && !code; i++) {
        struct entry entry;
        code = entry_find(store, &hashes[i], &entry, err);
        if (code)
            break;
        bundle_entry_encode(&entry, plain);
        header->hlc = entry.hlc;
        header->schema = entry.schema > header->schema ? entry.schema : header->schema;
        entry_free(&entry);
        if (plain->size > BUNDLE_PLAIN_MOST)
            code = li_fail(err, LI_REFUSED, "A change is larger than what can be shared (%d MB).",
                BUNDLE_PLAIN_MOST >> 20);
    }
    free(hashes);
    return code == LI_NONE ? bundle_missing(err) : code;
}

static enum li_err bundle_signature(
    struct store *store, const struct hash *hash, struct signature *out, struct li_error *err)
{
    size_t size = 0;
    struct query *query =
        query_new(store, "SELECT signature FROM journal_signature WHERE entry = ?1", err);
    if (!query)
        return err->code;
    query_bind_hash(query, 1, hash);
    int step = query_step(query, err);
    const void *bytes = step > 0 ? query_blob(query, 0, &size) : NULL;
    bool there = bytes && size == SIGNATURE_SIZE;
    if (there)
        memcpy(out->byte, bytes, SIGNATURE_SIZE);
    query_free(query);
    if (step < 0)
        return err->code;
    return there ? LI_OK : bundle_missing(err);
}

static void bundle_pack(const struct bytes *plain, struct bytes *packed)
{
    size_t room = ZSTD_compressBound(plain->size);
    size_t size =
        ZSTD_compress(bytes_reserve(packed, room), room, plain->at, plain->size, BUNDLE_LEVEL);
    if (ZSTD_isError(size)) /* the room is enough, so it can only lack memory */
        li_out_of_memory();
    packed->size = size;
}

static void bundle_seal(const struct seal_key *key, struct bundle_header *header,
    const struct bytes *plain, struct bytes *out)
{
    struct bytes packed = {0};
    bundle_pack(plain, &packed);
    header->plain_size = (int64_t)plain->size;
    header->sealed_size = packed.size + SEAL_EXTRA;
    secret_random(header->nonce, sizeof header->nonce);
    bundle_header_encode(header, out);
    header->header_size = out->size;
    bytes_reserve(out, header->sealed_size); /* so that out->at stays where it is */
    seal_close(key, header->nonce, out->at, header->header_size, packed.at, packed.size, out);
    free(packed.at);
}

enum li_err bundle_write(struct store *store, const struct bundle_run *run, const struct keys *keys,
    struct bundle_header *header, struct bytes *out, struct li_error *err)
{
    assert(store && run && run->first >= 1 && run->last >= run->first && keys && out && err);
    assert(!out->at && out->size == 0);
    struct bytes plain = {0};
    struct bundle_header said = {.team = run->team,
        .replica = run->replica,
        .key = run->key,
        .signer = run->signer,
        .first = run->first,
        .last = run->last,
        .before = run->before,
        .hash = run->hash};
    const struct seal_key *key = keys_find(keys, &run->key);
    if (!key)
        return li_fail(err, LI_NONE, "The team key has not arrived here yet.");
    bool began;
    enum li_err code = transaction_begin_read(store, &began, err);
    if (!code)
        code = bundle_signature(store, &run->hash, &said.signature, err);
    if (!code)
        code = bundle_collect(store, run, &said, &plain, err);
    transaction_end_read(store, began);
    if (!code)
        bundle_seal(key, &said, &plain, out);
    if (!code && header)
        *header = said;
    free(plain.at);
    return code;
}

enum li_err bundle_keep_signature(
    struct store *store, const struct bundle_header *header, struct li_error *err)
{
    assert(store && header && err);
    return replica_key_keep(store, &header->hash, &header->signature, err);
}
