/*
 * fuzz_bundle.c: bytes taken for a bundle, or for what lies in one, a part of a snapshot, an
 * invitation or a list of heads: refused with a sentence, or read to their end.
 *
 * The first byte says what the rest is taken for. For a bundle it is sealed as somebody with the
 * team key could: the fuzzer can't.
 */
#include "data/base/memory.h"
#include "data/branch/heads.h"
#include "data/bundle/bundle.h"
#include "data/bundle/bundle_entry.h"
#include "data/bundle/snapshot.h"
#include "data/database/replica_key.h"
#include "data/team/invitation.h"
#include "tests/fuzz/fuzz.h"
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

static const struct id fuzz_team = {{1}}, fuzz_key = {{2}};

static struct keys *some_keys(void)
{
    static struct keys keys;
    static const struct seal_key key = {{3}};
    if (keys.count == 0)
        keys_add(&keys, &fuzz_key, &key);
    return &keys;
}

static void reads_bundle(const void *bytes, size_t size)
{
    struct li_error err = {0};
    struct entry entry;
    int64_t seq = 0;
    struct bundle *bundle = bundle_open(bytes, size, &fuzz_team, some_keys(), &err);
    if (!bundle) {
        fuzz_told(&err);
        return;
    }
    for (; bundle_next(bundle, &entry); seq++)
        HOLDS(entry.name.seq == bundle_header_of(bundle)->first + seq && entry.author &&
              entry.changeset);
    HOLDS(seq == bundle_header_of(bundle)->last - bundle_header_of(bundle)->first + 1);
    bundle_close(bundle);
}

/* What lies in a bundle, packed and sealed. */
static void reads_sealed(const uint8_t *data, size_t size)
{
    static struct signature_pair pair;
    struct bundle_header header = {.team = fuzz_team,
        .key = fuzz_key,
        .first = 1,
        .last = 1 + (size ? data[0] % 4 : 0),
        .hash = {{4}},
        .hlc = 1,
        .schema = 1,
        .plain_size = (int64_t)size};
    struct bytes made = {0};
    size_t room = ZSTD_compressBound(size);
    void *packed = li_calloc(room, 1);
    size_t done = ZSTD_compress(packed, room, data, size, 1);
    if (header.plain_size > header.last - header.first) {
        if (signature_public_is_none(&pair.public))
            signature_pair_new(&pair);
        header.signer = pair.public;
        header.replica = signature_replica(&pair.public);
        signature_sign(&pair, REPLICA_KEY_RUN, header.hash.byte, HASH_SIZE, &header.signature);
        header.sealed_size = done + SEAL_EXTRA;
        bundle_header_encode(&header, &made);
        size_t at = made.size;
        bytes_reserve(&made, header.sealed_size);
        seal_close(
            keys_find(some_keys(), &fuzz_key), header.nonce, made.at, at, packed, done, &made);
        reads_bundle(made.at, made.size);
    }
    free(packed);
    free(made.at);
}

static void reads_entry(const uint8_t *data, size_t size)
{
    struct entry entry;
    struct bytes again = {0};
    struct encoding_reader reader = {data, size, false};
    if (bundle_entry_read(&reader, &entry)) {
        bundle_entry_encode(&entry, &again);
        HOLDS(again.size == size - reader.left || again.size <= size);
    }
    bundle_entry_clear(&entry);
    free(again.at);
}

static void reads_others(const uint8_t *data, size_t size)
{
    struct li_error err = {0};
    struct snapshot_header header;
    struct heads heads;
    struct invitation invitation;
    if (snapshot_header_read(data, size, &header, &err))
        fuzz_told(&err);
    if (heads_parse(data, size, &heads, &err))
        fuzz_told(&err);
    heads_clear(&heads);
    if (invitation_parse(data, size, &invitation, &err))
        fuzz_told(&err);
    invitation_clear(&invitation);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    switch (data[0] % 4) {
    case 0: reads_bundle(data + 1, size - 1); break;
    case 1: reads_sealed(data + 1, size - 1); break;
    case 2: reads_entry(data + 1, size - 1); break;
    default: reads_others(data + 1, size - 1); break;
    }
    return 0;
}
