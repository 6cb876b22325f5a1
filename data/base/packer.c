/*
 * packer.c: bytes compressed by libzstd.
 */
#include "data/base/packer.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

enum {
    PACKER_LEVEL = 3,
    PACKER_PLAIN_LEAST = 112, /* bytes: for less, the frame costs what it saves */
};

/* Each is made when first needed. */
struct packer {
    ZSTD_CCtx *pack;
    ZSTD_DCtx *unpack;
};

struct packer *packer_new(void)
{
    return li_calloc(1, sizeof(struct packer));
}

void packer_free(struct packer *packer)
{
    if (!packer)
        return;
    ZSTD_freeCCtx(packer->pack);
    ZSTD_freeDCtx(packer->unpack);
    free(packer);
}

static void packer_reserve(struct bytes *out, size_t room)
{
    assert(!out->at && out->size == 0);
    out->at = li_realloc(NULL, room, 1);
    out->room = room;
}

static void packer_clear(struct bytes *out)
{
    free(out->at);
    *out = (struct bytes){0};
}

bool packer_pack(struct packer *packer, const void *bytes, size_t size, struct bytes *out)
{
    assert(packer && out && (bytes || size == 0));
    if (size < PACKER_PLAIN_LEAST || size > PACKER_PLAIN_MOST)
        return false;
    if (!packer->pack && !(packer->pack = ZSTD_createCCtx()))
        li_out_of_memory();
    packer_reserve(out, size - 1);
    size_t packed = ZSTD_compressCCtx(packer->pack, out->at, out->room, bytes, size, PACKER_LEVEL);
    if (ZSTD_isError(packed)) { /* nearly always: it does not fit, so it would not be smaller */
        packer_clear(out);
        return false;
    }
    out->size = packed;
    return true;
}

bool packer_is_packed(const void *bytes, size_t size)
{
    static const unsigned char magic[] = {0x28, 0xB5, 0x2F, 0xFD};
    return size >= sizeof magic && memcmp(bytes, magic, sizeof magic) == 0;
}

enum li_err packer_unpack(
    struct packer *packer, const void *bytes, size_t size, struct bytes *out, struct li_error *err)
{
    static const char damaged[] = "A journal entry is damaged and cannot be unpacked.";
    assert(packer && out && packer_is_packed(bytes, size));
    unsigned long long plain = ZSTD_getFrameContentSize(bytes, size);
    if (plain == ZSTD_CONTENTSIZE_UNKNOWN || plain == ZSTD_CONTENTSIZE_ERROR ||
        plain > PACKER_PLAIN_MOST || plain == 0)
        return li_fail(err, LI_CORRUPT, damaged);
    if (!packer->unpack && !(packer->unpack = ZSTD_createDCtx()))
        li_out_of_memory();
    packer_reserve(out, (size_t)plain);
    size_t done = ZSTD_decompressDCtx(packer->unpack, out->at, out->room, bytes, size);
    if (ZSTD_isError(done) || done != plain) {
        packer_clear(out);
        return li_fail(err, LI_CORRUPT, damaged);
    }
    out->size = done;
    return LI_OK;
}
