/*
 * folder_push.h: puts bundles into a folder, as files of their own or as the tail of their replica.
 */
#ifndef LI_DATA_CARRIER_FOLDER_PUSH_H
#define LI_DATA_CARRIER_FOLDER_PUSH_H

#include "data/carrier/carrier.h"

enum {
    FOLDER_RUN_SIZE = 256 << 10, /* sealed bytes at which a run is long: no more is added to it */
    FOLDER_RUN_PLAIN = 3 << 19,  /* the same for its unpacked entries: 1.5 MiB */
};

/* push of carrier.h, for the folder; the folder must have been listed. */
enum li_err folder_push(struct carrier *carrier, const struct bundle_header *header,
    const void *bytes, size_t size, struct li_error *err);

/* Whether an entry is the one with that hash, or leads to it, in the journal. */
enum li_err folder_push_leads(struct store *store, const struct entry_name *entry,
    const struct hash *to, bool *leads, struct li_error *err);

#endif
