/*
 * packed.c: bytes compressed by libzstd.
 */
#include "data/base/packed.h"
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

enum {
    LEVEL = 3,
    SMALL = 64, /* bytes: less than the frame and its tables save nothing */
};

struct packer {
    ZSTD_CCtx *pack;
    ZSTD_DCtx *unpack;
};

struct packer *packed_packer_new(void)
{
    return li_calloc(1, sizeof(struct packer));
}

void packed_packer_free(struct packer *packer)
{
    if (!packer)
        return;
    ZSTD_freeCCtx(packer->pack);
    ZSTD_freeDCtx(packer->unpack);
    free(packer);
}

/* Room for so many bytes; *bytes is empty. */
static void packed_bytes_room(struct bytes *bytes, size_t room)
{
    bytes->at = li_realloc(bytes->at, room, 1);
    bytes->room = room;
}

static void packed_bytes_drop(struct bytes *bytes)
{
    free(bytes->at);
    *bytes = (struct bytes){0};
}

bool packed_pack(struct packer *packer, const void *bytes, size_t size, struct bytes *out)
{
    if (size < SMALL || size > PACKED_PLAIN_MOST)
        return false;
    if (!packer->pack && !(packer->pack = ZSTD_createCCtx()))
        li_out_of_memory();
    packed_bytes_room(out, size - 1);
    size_t packed = ZSTD_compressCCtx(packer->pack, out->at, out->room, bytes, size, LEVEL);
    if (ZSTD_isError(packed)) { /* most often: it would not be smaller */
        packed_bytes_drop(out);
        return false;
    }
    out->size = packed;
    return true;
}

bool packed_is(const void *bytes, size_t size)
{
    static const unsigned char mark[] = {0x28, 0xB5, 0x2F, 0xFD};
    return size >= sizeof mark && memcmp(bytes, mark, sizeof mark) == 0;
}

enum li_err packed_unpack(
    struct packer *packer, const void *bytes, size_t size, struct bytes *out, struct li_error *err)
{
    static const char damaged[] = "A journal entry is damaged and cannot be unpacked.";
    unsigned long long plain = ZSTD_getFrameContentSize(bytes, size);
    if (plain == ZSTD_CONTENTSIZE_UNKNOWN || plain == ZSTD_CONTENTSIZE_ERROR ||
        plain > PACKED_PLAIN_MOST || plain == 0)
        return li_fail(err, LI_CORRUPT, damaged);
    if (!packer->unpack && !(packer->unpack = ZSTD_createDCtx()))
        li_out_of_memory();
    packed_bytes_room(out, (size_t)plain);
    size_t done = ZSTD_decompressDCtx(packer->unpack, out->at, out->room, bytes, size);
    if (ZSTD_isError(done) || done != plain) {
        packed_bytes_drop(out);
        return li_fail(err, LI_CORRUPT, damaged);
    }
    out->size = done;
    return LI_OK;
}
