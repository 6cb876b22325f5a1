/*
 * bundle_header.h: the header of a bundle (bundle.h), which anyone can read.
 */
#ifndef LI_DATA_BUNDLE_BUNDLE_HEADER_H
#define LI_DATA_BUNDLE_BUNDLE_HEADER_H

#include "data/base/bytes.h"
#include "data/base/error.h"
#include "data/crypto/seal.h"
#include <stdint.h>

enum {
    BUNDLE_HEADER_MOST = 1024,    /* bytes: enough to read any header */
    BUNDLE_PLAIN_MOST = 96 << 20, /* of its entries, unpacked */
    BUNDLE_SIZE_MOST = 97 << 20,  /* of a whole bundle */
    BUNDLE_PLAIN_USUAL = 2 << 20, /* a run ends at this size if it may: about 256 KiB sealed */
};

struct bundle_header {
    struct id team, replica, key;
    struct signature_public signer; /* the replica's own key, or the founder's for a keyless one */
    int64_t first, last;            /* numbers */
    struct hash before, hash;       /* of the entry before the first, and of the last */
    uint64_t hlc;                   /* of the last */
    int64_t schema;
    int64_t plain_size;
    struct signature signature; /* of `hash` */
    unsigned char nonce[SEAL_NONCE_SIZE];
    size_t header_size, sealed_size; /* together the whole bundle */
};

/* Adds the bytes of a header to *out. */
void bundle_header_encode(const struct bundle_header *header, struct bytes *out);
/* Reads a header, without any key. size is the number of bytes given, of the whole bundle or its
   beginning. LI_CORRUPT: it is not a header. LI_REFUSED: of a newer version. LI_NONE: more bytes
   are needed. The signature is not checked. */
enum li_err bundle_header_read(
    const void *bytes, size_t size, struct bundle_header *out, struct li_error *err);
/* The file name of a bundle: <replica>-<first>-<last>-<hash>.bundle, in hexadecimal and decimal. */
enum { BUNDLE_NAME_SIZE = 160 };
void bundle_name(const struct bundle_header *header, char out[BUNDLE_NAME_SIZE]);

/* Whether the signer's key is the replica's own. */
bool bundle_is_own_signed(const struct bundle_header *header);

#endif
