/*
 * bundle.c: opens a bundle: checks first what costs nothing, then the seal, then the chain.
 *
 * Nothing is unpacked before the seal is checked, so only a holder of the team key can have chosen
 * the sizes, and they are bounded.
 *
 * What holds between calls:
 *
 * 1. The signature, the seal and the chain are right, and hashes has the hash of each entry.
 * 2. given entries were given, given <= count, and reader is at the next one.
 * 3. entry is the last one given, or empty.
 */
#include "data/bundle/bundle.h"
#include "data/base/memory.h"
#include "data/bundle/bundle_entry.h"
#include "data/database/replica_key.h"
#include "data/database/schema.h"
#include "data/entry/entry_hash.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

struct bundle {
    struct bundle_header header;
    struct bytes plain;
    struct hash *hashes; /* one for each entry */
    size_t count, given;
    struct encoding_reader reader;
    struct entry entry; /* the last one given */
};

const struct bundle_header *bundle_header_of(const struct bundle *bundle)
{
    assert(bundle);
    return &bundle->header;
}

static enum li_err bundle_damaged(struct li_error *err)
{
    return li_fail(err, LI_CORRUPT, "This bundle is damaged or was changed in transit.");
}

/* Judges what can be told without opening it. */
static enum li_err bundle_judge(const struct bundle_header *header, size_t size,
    const struct id *team, const struct keys *keys, struct li_error *err)
{
    if (!id_equal(&header->team, team))
        return li_fail(err, LI_REFUSED, "This bundle belongs to another team.");
    if (size < header->header_size + header->sealed_size)
        return li_fail(err, LI_CORRUPT, "This bundle is incomplete.");
    if (size != header->header_size + header->sealed_size)
        return bundle_damaged(err);
    if (header->schema > schema_newest())
        return li_fail(err, LI_REFUSED,
            "This bundle holds entries of a newer version of liaise; update liaise first.");
    if (!signature_verify(
            &header->signer, REPLICA_KEY_RUN, header->hash.byte, HASH_SIZE, &header->signature))
        return li_fail(err, LI_CORRUPT, "The signature of this bundle is wrong.");
    if (!keys_find(keys, &header->key))
        return li_fail(
            err, LI_NONE, "This bundle is sealed under a team key that has not arrived here yet.");
    return LI_OK;
}

/* Opens the seal. *packed: the compressed entries. */
static enum li_err bundle_unseal(struct bundle *bundle, const void *bytes, const struct keys *keys,
    struct bytes *packed, struct li_error *err)
{
    const struct bundle_header *header = &bundle->header;
    return seal_open(keys_find(keys, &header->key), header->nonce, bytes, header->header_size,
               (const char *)bytes + header->header_size, header->sealed_size, packed)
               ? LI_OK
               : bundle_damaged(err);
}

static enum li_err bundle_unpack(
    struct bundle *bundle, const struct bytes *packed, struct li_error *err)
{
    size_t size = (size_t)bundle->header.plain_size;
    if (ZSTD_getFrameContentSize(packed->at, packed->size) != size)
        return bundle_damaged(err);
    void *at = bytes_reserve(&bundle->plain, size);
    size_t done = ZSTD_decompress(at, size, packed->at, packed->size);
    if (ZSTD_isError(done) || done != size)
        return bundle_damaged(err);
    bundle->plain.size = size;
    return LI_OK;
}

/* Reads the next entry, and gives it its place in the chain. */
static bool bundle_read(
    struct bundle *bundle, size_t i, const struct hash *before, struct entry *out)
{
    bool sound = bundle_entry_read(&bundle->reader, out);
    out->name.replica = bundle->header.replica;
    out->name.seq = bundle->header.first + (int64_t)i;
    out->before = *before;
    return sound;
}

/* Checks that all entries are whole, in order of time, and end with the one that was signed. */
static enum li_err bundle_verify(struct bundle *bundle, struct li_error *err)
{
    const struct bundle_header *header = &bundle->header;
    int64_t schema = 0;
    uint64_t hlc = 0;
    struct hash before = header->before;
    bool sound = true;
    bundle->reader = (struct encoding_reader){bundle->plain.at, bundle->plain.size, false};
    for (size_t i = 0; i < bundle->count && sound; i++) {
        struct entry entry;
        sound = bundle_read(bundle, i, &before, &entry) && entry.hlc > hlc &&
                entry.hlc <= header->hlc && entry.schema <= header->schema;
        if (sound)
            before = bundle->hashes[i] = entry_hash(&entry);
        hlc = entry.hlc;
        schema = entry.schema > schema ? entry.schema : schema;
        bundle_entry_clear(&entry);
    }
    sound = sound && encoding_read_end(&bundle->reader) && hash_equal(&before, &header->hash) &&
            hlc == header->hlc && schema == header->schema;
    bundle->reader = (struct encoding_reader){bundle->plain.at, bundle->plain.size, false};
    return sound ? LI_OK
                 : li_fail(err, LI_CORRUPT,
                       "The entries in this bundle are not those that were signed.");
}

static enum li_err bundle_open_at(struct bundle *bundle, const void *bytes, size_t size,
    const struct id *team, const struct keys *keys, struct li_error *err)
{
    struct bytes packed = {0};
    enum li_err code = bundle_header_read(bytes, size, &bundle->header, err);
    if (code == LI_NONE)
        return li_fail(err, LI_CORRUPT, "This bundle is incomplete.");
    if (!code)
        code = bundle_judge(&bundle->header, size, team, keys, err);
    if (!code)
        code = bundle_unseal(bundle, bytes, keys, &packed, err);
    if (!code)
        code = bundle_unpack(bundle, &packed, err);
    free(packed.at);
    if (code)
        return code;
    int64_t count = bundle->header.last - bundle->header.first + 1;
    if (count > bundle->header.plain_size / BUNDLE_ENTRY_LEAST)
        return bundle_damaged(err);
    bundle->count = (size_t)count;
    bundle->hashes = li_calloc(bundle->count, sizeof *bundle->hashes);
    return bundle_verify(bundle, err);
}

struct bundle *bundle_open(const void *bytes, size_t size, const struct id *team,
    const struct keys *keys, struct li_error *err)
{
    assert((bytes || size == 0) && team && keys && err);
    struct bundle *bundle = li_calloc(1, sizeof *bundle);
    if (!bundle_open_at(bundle, bytes, size, team, keys, err))
        return bundle;
    bundle_close(bundle);
    return NULL;
}

void bundle_close(struct bundle *bundle)
{
    if (!bundle)
        return;
    bundle_entry_clear(&bundle->entry);
    free(bundle->hashes);
    free(bundle->plain.at);
    free(bundle);
}

const struct hash *bundle_hashes(const struct bundle *bundle, size_t *count)
{
    assert(bundle && count);
    *count = bundle->count;
    return bundle->hashes;
}

int bundle_next(struct bundle *bundle, struct entry *out)
{
    assert(bundle && out);
    bundle_entry_clear(&bundle->entry);
    if (bundle->given == bundle->count)
        return 0;
    const struct hash *before =
        bundle->given ? &bundle->hashes[bundle->given - 1] : &bundle->header.before;
    bool sound = bundle_read(bundle, bundle->given, before, &bundle->entry);
    assert(sound); /* bundle_verify has read it */
    (void)sound;
    bundle->entry.name.hash = bundle->hashes[bundle->given++];
    *out = bundle->entry;
    return 1;
}

void bundle_skip(struct bundle *bundle, size_t entries)
{
    struct entry unused;
    assert(bundle && entries <= bundle->count - bundle->given);
    for (size_t i = 0; i < entries; i++)
        bundle_next(bundle, &unused);
}
