/*
 * folder.h: a folder as a carrier: a memory stick, a network drive, a synchronized folder.
 *
 * It is flat, and all names in it are in lower case:
 *
 *     REPLICA-FIRST-LAST-HASH.bundle   a run (folder_push.h says how long); written once
 *     REPLICA-tail.bundle              what follows the last of those, replaced when it grows
 *     DEVICE.heads                     what a device has (told_heads.h)
 *     SNAPSHOT-PART-PARTS.snapshot     parts of a snapshot
 *     ~liaise-ID.tmp                   being written
 *
 * Bundles are read under any name, so the conflicted copies of a synchronizing service are read,
 * too. Nothing is ever deleted. A tail is replaced only by a bundle that contains it, or after it
 * was stored under another name as well. So if machines write at the same moment, the next sync of
 * either restores what was lost.
 */
#ifndef LI_DATA_CARRIER_FOLDER_H
#define LI_DATA_CARRIER_FOLDER_H

#include "data/carrier/carrier.h"

extern const struct carrier_class folder_class;

#endif
