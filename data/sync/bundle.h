/*
 * bundle.h: a run of one replica's entries, compressed and sealed: what travels.
 *
 * A bundle is a header in clear, and the entries, packed by zstd and sealed under a team key, with
 * the header as associated data. Anybody with the team key can make one; that the entries are the
 * replica's own is shown by its signature of the last, in the header, and by the chain of hashes.
 *
 * The header, in the encoding of hash.h: the text "liaise bundle 1"; team; replica; the signer's
 * public key; number of the first entry and of the last; hash of the entry before the first; hash
 * of the last; hlc of the last; the highest schema; key id; plain size; signature; nonce; sealed
 * size. The sealed bytes follow, and end the bundle.
 *
 * The bytes come from others: each function takes any, bounds every size before it allocates, and
 * says in one sentence what is wrong.
 */
#ifndef LI_DATA_SYNC_BUNDLE_H
#define LI_DATA_SYNC_BUNDLE_H

#include "data/entry/entry.h"
#include "data/sync/keys.h"

enum {
    BUNDLE_HEADER_MOST = 1024,     /* bytes: enough to read any header */
    BUNDLE_SIZE_MOST = 128 << 20,  /* of a whole bundle */
    BUNDLE_PLAIN_MOST = 256 << 20, /* of its entries, unpacked */
    BUNDLE_PLAIN_USUAL = 2 << 20,  /* a run ends here, if it may: some 256 KiB sealed */
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

/* Reads a header, without any key. size is what there is, the whole bundle or its beginning; more
   may follow. LI_CORRUPT: it is none. LI_REFUSED: of a newer version. LI_NONE: more bytes are
   needed. It says nothing of the signature. */
enum li_err bundle_header_read(
    const void *bytes, size_t size, struct bundle_header *out, struct li_error *err);
/* What the file of such a bundle is called: <replica>-<first>-<last>-<hash>.bundle, in hexadecimal
   and decimal. */
enum { BUNDLE_NAME_SIZE = 160 };
void bundle_name(const struct bundle_header *header, char out[BUNDLE_NAME_SIZE]);

/* A bundle whose signature, seal, size and chain are right: entries can be taken from it. */
struct bundle;

/* team: of this database; another's is refused. LI_NONE, with a message: a key that is not here (a
   new team key may be on its way). LI_CORRUPT: damaged or forged; LI_REFUSED: another team's, or
   newer than this program. Who signed is for the caller to judge: header->signer proves the
   replica's id, or is not the replica's own (then only the founder may sign: team_signer). NULL on
   failure. The bytes need not outlive it. */
struct bundle *bundle_open(const void *bytes, size_t size, const struct id *team,
    const struct keys *keys, struct li_error *err);
void bundle_close(struct bundle *bundle); /* NULL is allowed */
const struct bundle_header *bundle_header(const struct bundle *bundle);
/* Whether the signer's key is that of the replica itself. */
bool bundle_is_own_signed(const struct bundle_header *header);

/* The next entry, in the order of numbers, valid until the next call. 1: there. 0: no more. Nothing
   is left to go wrong: bundle_open saw them all. */
int bundle_next(struct bundle *bundle, struct entry *out);

#endif
