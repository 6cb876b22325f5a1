/*
 * bundle.h: a run of one replica's entries, compressed and sealed, as devices exchange them.
 *
 * A bundle is a header in clear, and the entries, packed by zstd and sealed under a team key, with
 * the header as associated data. Anyone with the team key can make one; the replica's signature of
 * the last entry, in the header, and the chain of hashes prove that the entries are its own.
 *
 * The header, in the encoding of hash.h: the text "liaise bundle 1"; team; replica; the signer's
 * public key; number of the first entry and of the last; hash of the entry before the first; hash
 * of the last; hlc of the last; the highest schema; key id; plain size; signature; nonce; sealed
 * size. The sealed bytes follow, and end the bundle.
 *
 * The bytes come from others: each function accepts any, bounds every size before it allocates, and
 * reports what is wrong in one sentence.
 */
#ifndef LI_DATA_BUNDLE_BUNDLE_H
#define LI_DATA_BUNDLE_BUNDLE_H

#include "data/bundle/bundle_header.h"
#include "data/entry/entry.h"
#include "data/team/keys.h"

/* An open bundle: its signature, seal, size and chain are right, and its entries can be read. */
struct bundle;

/* team: this database's; another team's bundle is refused. LI_NONE, with a message: this device
   lacks the key (a new team key may be on its way). LI_CORRUPT: damaged or forged; LI_REFUSED:
   another team's, or newer than this program. Who signed is for the caller to judge: header->signer
   proves the replica's id, or is not the replica's own (then only the founder may sign:
   team_signer). NULL on failure. The bytes need not outlive it. */
struct bundle *bundle_open(const void *bytes, size_t size, const struct id *team,
    const struct keys *keys, struct li_error *err);
void bundle_close(struct bundle *bundle); /* NULL is allowed */
const struct bundle_header *bundle_header_of(const struct bundle *bundle);

/* The hashes of its entries, in the order of numbers, for as long as it is open. */
const struct hash *bundle_hashes(const struct bundle *bundle, size_t *count);

/* The next entry, in the order of numbers, valid until the next call. 1: *out is set. 0: there are
   no more. It can't fail, since bundle_open has read them all. */
int bundle_next(struct bundle *bundle, struct entry *out);

/* Skips the next entries; there must be at least that many. */
void bundle_skip(struct bundle *bundle, size_t entries);

#endif
