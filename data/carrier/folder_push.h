/*
 * folder_push.h: puts bundles into a folder, as files of their own or as the tail of their replica.
 */
#ifndef LI_DATA_CARRIER_FOLDER_PUSH_H
#define LI_DATA_CARRIER_FOLDER_PUSH_H

#include "data/carrier/carrier.h"

/* At what size a run is long, so that no more is added to it. Everyone reads a tail again whenever
   it has grown, and a file of its own once. So a tail stays small beside what its replica has in
   the folder: then each entry is read few times, and there are still few files. */
enum {
    FOLDER_RUN_SHARE = 4,       /* a run is long from a quarter of the replica's sealed bytes on, */
    FOLDER_RUN_LEAST = 2 << 10, /* but not if it is shorter than this, */
    FOLDER_RUN_SIZE = 256 << 10, /* and always from this on, */
    FOLDER_RUN_PLAIN = 3 << 19,  /* or from this size of its unpacked entries on: 1.5 MiB */
};

/* push of carrier.h, for the folder; the folder must have been listed. */
enum li_err folder_push(struct carrier *carrier, const struct bundle_header *header,
    const void *bytes, size_t size, struct li_error *err);

/* Whether an entry is the one with that hash, or leads to it, in the journal. */
enum li_err folder_push_leads(struct store *store, const struct entry_name *entry,
    const struct hash *to, bool *leads, struct li_error *err);

#endif
