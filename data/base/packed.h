/*
 * packed.h: bytes kept compressed (libzstd) where that is smaller.
 *
 * What is packed says so by itself: it begins with zstd's mark, which no changeset does, and tells
 * the size of what is in it. That size is bounded before anything is unpacked, so that a forged one
 * takes no memory.
 */
#ifndef LI_DATA_BASE_PACKED_H
#define LI_DATA_BASE_PACKED_H

#include "data/base/error.h"
#include "data/base/memory.h"
#include <stdbool.h>

/* What is larger than this is not packed, and not unpacked either. */
enum { PACKED_PLAIN_MOST = 64 << 20 };

struct packer; /* what libzstd works with, kept from one call to the next */

struct packer *packed_packer_new(void);
void packed_packer_free(struct packer *packer); /* NULL is allowed */

/* True: *out, which must be empty, holds them packed, in fewer bytes. False: they are best kept as
   they are. The caller frees what *out holds. */
bool packed_pack(struct packer *packer, const void *bytes, size_t size, struct bytes *out);

bool packed_is(const void *bytes, size_t size);

/* Adds what is in packed bytes to *out, which must be empty. LI_CORRUPT, with *err set: they hold
   nothing that pack made. */
enum li_err packed_unpack(
    struct packer *packer, const void *bytes, size_t size, struct bytes *out, struct li_error *err);

#endif
