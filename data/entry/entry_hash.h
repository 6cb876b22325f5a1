/*
 * entry_hash.h: the hash that identifies an entry.
 *
 * It is BLAKE2b-256 over "liaise entry 2" and what the entry says, in the order of struct entry
 * and the encoding of hash.h, without its own hash. A nil group and a zero hash are hashed as NULL,
 * except a zero `before`. Two test vectors (texts and blobs shown as text, ids and hashes in
 * hexadecimal):
 *
 *   records, replica 018f3c2a7b1d7e4f8a2b0123456789ab, seq 1, hlc 111411200000000, at
 *   "2026-03-15T12:00:00Z", schema 8, author "Ann", behalf NULL, label "Add area", nil group, last,
 *   reverts and stands_for zero, changeset "T", before 32 zero bytes:
 *     c5cff51e507c2d51d17b6dbe8fef6328a2a4c02f84bc2402c2687b283f02609e
 *
 *   the same except: seq 2, behalf "Maí", label "", group 018f3c2a7b1d7e4f8a2b0123456789ac, not
 *   last; reverts, stands_for and before are the hash above; changeset "":
 *     6984a1450e170fbbf09712bd0deaaf51f7859b2b6691752eee91102c7b1e9a0b
 */
#ifndef LI_DATA_ENTRY_ENTRY_HASH_H
#define LI_DATA_ENTRY_ENTRY_HASH_H

#include "data/entry/entry.h"

struct hash entry_hash(const struct entry *entry);

#endif
