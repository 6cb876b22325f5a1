/*
 * folder_snapshot.h: snapshots in a folder, one file for each part.
 */
#ifndef LI_DATA_CARRIER_FOLDER_SNAPSHOT_H
#define LI_DATA_CARRIER_FOLDER_SNAPSHOT_H

#include "data/carrier/carrier.h"

/* put_snapshot and get_snapshot of carrier.h, for the folder. */
enum li_err folder_put_snapshot(struct carrier *carrier, const struct snapshot_header *header,
    const void *bytes, size_t size, struct li_error *err);
enum li_err folder_get_snapshot(
    struct carrier *carrier, carrier_give_bundle give, void *arg, struct li_error *err);

#endif
