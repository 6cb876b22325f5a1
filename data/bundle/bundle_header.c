/*
 * bundle_header.c: the header of a bundle. Each field has a fixed size.
 */
#include "data/bundle/bundle_header.h"
#include "data/base/encoding.h"
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char bundle_tag[] = "liaise bundle 1";

enum {
    BUNDLE_LENGTH = 8, /* bytes of a number, and of the length before a text or blob */
    BUNDLE_BLOBS =
        3 * ID_SIZE + SIGNATURE_PUBLIC_SIZE + 2 * HASH_SIZE + SIGNATURE_SIZE + SEAL_NONCE_SIZE,
    BUNDLE_HEADER_SIZE =
        (1 + 8) * BUNDLE_LENGTH + sizeof bundle_tag - 1 + BUNDLE_BLOBS + 6 * BUNDLE_LENGTH,
};

void bundle_header_encode(const struct bundle_header *header, struct bytes *out)
{
    assert(header && out);
    size_t begin = out->size;
    encoding_add_text(out, bundle_tag);
    encoding_add_bytes(out, header->team.byte, ID_SIZE);
    encoding_add_bytes(out, header->replica.byte, ID_SIZE);
    encoding_add_bytes(out, header->signer.byte, SIGNATURE_PUBLIC_SIZE);
    encoding_add_int(out, header->first);
    encoding_add_int(out, header->last);
    encoding_add_bytes(out, header->before.byte, HASH_SIZE);
    encoding_add_bytes(out, header->hash.byte, HASH_SIZE);
    encoding_add_int(out, (int64_t)header->hlc);
    encoding_add_int(out, header->schema);
    encoding_add_bytes(out, header->key.byte, ID_SIZE);
    encoding_add_int(out, header->plain_size);
    encoding_add_bytes(out, header->signature.byte, SIGNATURE_SIZE);
    encoding_add_bytes(out, header->nonce, SEAL_NONCE_SIZE);
    encoding_add_int(out, (int64_t)header->sealed_size);
    assert(out->size - begin == BUNDLE_HEADER_SIZE);
    (void)begin;
}

static enum li_err bundle_header_damaged(struct li_error *err)
{
    return li_fail(err, LI_CORRUPT, "This is not a bundle, or it is damaged at its beginning.");
}

/* Whether the first bytes are those of a bundle: of this version, of another, or of none. */
static enum li_err bundle_header_judge(const void *bytes, size_t size, struct li_error *err)
{
    struct bytes tag = {0};
    encoding_add_text(&tag, bundle_tag);
    size_t seen = size < tag.size ? size : tag.size;
    bool same = memcmp(bytes, tag.at, seen) == 0;
    bool other = !same && size >= tag.size && memcmp(bytes, tag.at, tag.size - 1) == 0;
    free(tag.at);
    if (other)
        return li_fail(err, LI_REFUSED,
            "This bundle was written by a newer version of liaise; update liaise first.");
    return same ? LI_OK : bundle_header_damaged(err);
}

/* Whether the numbers are possible. */
static bool bundle_header_is_possible(const struct bundle_header *header)
{
    return header->first >= 1 && header->last >= header->first && header->last < INT64_MAX &&
           header->plain_size >= 0 && header->plain_size <= BUNDLE_PLAIN_MOST &&
           header->last - header->first < header->plain_size && header->sealed_size >= SEAL_EXTRA &&
           header->sealed_size <= BUNDLE_SIZE_MOST - BUNDLE_HEADER_SIZE && header->hlc > 0 &&
           header->schema > 0 && (header->first == 1) == hash_is_zero(&header->before);
}

enum li_err bundle_header_read(
    const void *bytes, size_t size, struct bundle_header *out, struct li_error *err)
{
    assert((bytes || size == 0) && out && err);
    *out = (struct bundle_header){.header_size = BUNDLE_HEADER_SIZE};
    enum li_err code = size ? bundle_header_judge(bytes, size, err) : LI_OK;
    if (code)
        return code;
    if (size < BUNDLE_HEADER_SIZE)
        return li_fail(err, LI_NONE, "This bundle is incomplete.");
    struct encoding_reader reader = {bytes, BUNDLE_HEADER_SIZE, false};
    encoding_read_is(&reader, bundle_tag);
    encoding_read_exactly(&reader, out->team.byte, ID_SIZE);
    encoding_read_exactly(&reader, out->replica.byte, ID_SIZE);
    encoding_read_exactly(&reader, out->signer.byte, SIGNATURE_PUBLIC_SIZE);
    out->first = encoding_read_int(&reader);
    out->last = encoding_read_int(&reader);
    encoding_read_exactly(&reader, out->before.byte, HASH_SIZE);
    encoding_read_exactly(&reader, out->hash.byte, HASH_SIZE);
    out->hlc = (uint64_t)encoding_read_int(&reader);
    out->schema = encoding_read_int(&reader);
    encoding_read_exactly(&reader, out->key.byte, ID_SIZE);
    out->plain_size = encoding_read_int(&reader);
    encoding_read_exactly(&reader, out->signature.byte, SIGNATURE_SIZE);
    encoding_read_exactly(&reader, out->nonce, SEAL_NONCE_SIZE);
    out->sealed_size = (size_t)encoding_read_int(&reader);
    return encoding_read_end(&reader) && bundle_header_is_possible(out)
               ? LI_OK
               : bundle_header_damaged(err);
}

void bundle_name(const struct bundle_header *header, char out[BUNDLE_NAME_SIZE])
{
    assert(header && out);
    char hash[HASH_DIGITS_SIZE];
    size_t size = 0;
    for (size_t i = 0; i < ID_SIZE; i++, size += 2)
        snprintf(out + size, BUNDLE_NAME_SIZE - size, "%02x", header->replica.byte[i]);
    snprintf(out + size, BUNDLE_NAME_SIZE - size, "-%" PRId64 "-%" PRId64 "-%s.bundle",
        header->first, header->last, hash_digits(&header->hash, hash));
}

bool bundle_is_own_signed(const struct bundle_header *header)
{
    assert(header);
    struct id proof = signature_replica(&header->signer);
    return id_equal(&proof, &header->replica);
}
