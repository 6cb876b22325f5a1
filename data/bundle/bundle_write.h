/*
 * bundle_write.h: makes bundles of the entries in this database.
 */
#ifndef LI_DATA_BUNDLE_BUNDLE_WRITE_H
#define LI_DATA_BUNDLE_BUNDLE_WRITE_H

#include "data/bundle/bundle.h"
#include "data/bundle/bundle_runs.h"

/* Makes the bundle of a run. keys must have the key that it is sealed under; LI_NONE, with a
   message: it does not. *header is set to its header; header may be NULL. *out must be empty; the
   caller frees out->at. */
enum li_err bundle_write(struct store *store, const struct bundle_run *run, const struct keys *keys,
    struct bundle_header *header, struct bytes *out, struct li_error *err);

/* Stores the signature of a run that was merged, so that it can be passed on. Works inside or
   outside a transaction. */
enum li_err bundle_keep_signature(
    struct store *store, const struct bundle_header *header, struct li_error *err);

#endif
