/*
 * bundle_entry.h: one entry in a bundle: its own fields, in the encoding of hash.h, without those
 * that follow from its place: replica, number, its hash and the hash before it.
 */
#ifndef LI_DATA_BUNDLE_BUNDLE_ENTRY_H
#define LI_DATA_BUNDLE_BUNDLE_ENTRY_H

#include "data/base/encoding.h"
#include "data/entry/entry.h"

enum { BUNDLE_ENTRY_LEAST = 96 }; /* bytes: no entry is smaller */

/* Adds the bytes of an entry to *out. */
void bundle_entry_encode(const struct entry *entry, struct bytes *out);

/* Reads the next entry; the caller sets its name.replica, name.seq and before. Its changeset is
   borrowed; the caller frees its texts by bundle_entry_clear, whatever is returned. False: it is
   damaged. */
bool bundle_entry_read(struct encoding_reader *reader, struct entry *out);
void bundle_entry_clear(struct entry *entry);

#endif
