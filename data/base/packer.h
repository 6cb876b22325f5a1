/*
 * packer.h: bytes compressed by libzstd where that makes them fewer.
 *
 * Packed bytes can be told from others: they begin with zstd's magic number, which no changeset
 * does, and give the size of their content. That size is bounded before anything is unpacked, so
 * that a forged one cannot take memory.
 */
#ifndef LI_DATA_BASE_PACKER_H
#define LI_DATA_BASE_PACKER_H

#include "data/base/bytes.h"
#include "data/base/error.h"
#include <stdbool.h>

/* Larger content is neither packed nor unpacked. In bytes. */
enum { PACKER_PLAIN_MOST = 64 << 20 };

struct packer; /* libzstd's contexts, reused from call to call */

struct packer *packer_new(void);
void packer_free(struct packer *packer); /* NULL is allowed */

/* True: *out, which must be empty, holds the bytes packed, and is smaller. False: store them
   unpacked; *out stays empty. The caller frees out->at. */
bool packer_pack(struct packer *packer, const void *bytes, size_t size, struct bytes *out);

bool packer_is_packed(const void *bytes, size_t size);

/* Fills *out, which must be empty, with the content of packed bytes. LI_CORRUPT, with *err set,
   when packer_pack cannot have made them; *out then stays empty. */
enum li_err packer_unpack(
    struct packer *packer, const void *bytes, size_t size, struct bytes *out, struct li_error *err);

#endif
