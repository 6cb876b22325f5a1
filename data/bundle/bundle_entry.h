/*
 * bundle_entry.h: one entry as it lies in a bundle: what it says of itself, in the encoding of
 * hash.h, without what follows from its place: replica, number, its own hash and that before it.
 */
#ifndef LI_DATA_BUNDLE_BUNDLE_ENTRY_H
#define LI_DATA_BUNDLE_BUNDLE_ENTRY_H

#include "data/base/encoding.h"
#include "data/entry/entry.h"

enum { BUNDLE_ENTRY_LEAST = 96 }; /* bytes: none is smaller */

void bundle_entry_encode(const struct entry *entry, struct bytes *out);

/* Reads the entry that is next; its name.replica, name.seq and before are set by the caller. Its
   changeset is borrowed, and its texts are the caller's to bundle_entry_clear, whatever is
   returned. False: it is damaged. */
bool bundle_entry_read(struct encoding_reader *reader, struct entry *out);
void bundle_entry_clear(struct entry *entry);

#endif
