/*
 * folder.h: a folder as a carrier: a memory stick, a network drive, a synchronized folder.
 *
 * It is flat, and all names in it are in lower case:
 *
 *     REPLICA-FIRST-LAST-HASH.bundle   a run of some 256 KiB sealed; written once
 *     REPLICA-tail.bundle              what follows the last of those, replaced when it grows
 *     DEVICE.heads                     what a device has (told_heads.h)
 *     SNAPSHOT-PART-PARTS.snapshot     parts of a snapshot
 *     ~liaise-ID.tmp                   being written
 *
 * Bundles count whatever they are called, so that the conflicted copies of a synchronizing service
 * do. Nothing is ever deleted, and a tail is replaced only by a bundle that holds what it held, or
 * once that lies there under another name; so machines that write at the same moment lose nothing
 * that the next sync of either does not put back.
 */
#ifndef LI_DATA_CARRIER_FOLDER_H
#define LI_DATA_CARRIER_FOLDER_H

#include "data/carrier/carrier.h"

extern const struct carrier_class folder_class;

#endif
