/*
 * bundle_write.h: bundles made of the entries that are here.
 */
#ifndef LI_DATA_BUNDLE_BUNDLE_WRITE_H
#define LI_DATA_BUNDLE_BUNDLE_WRITE_H

#include "data/bundle/bundle.h"
#include "data/bundle/bundle_runs.h"

/* Makes the bundle of a run. keys has the key that it is sealed under; LI_NONE, with a message: it
   does not. header (may be NULL) becomes what is in it. *out must be empty; the caller frees
   out->at. */
enum li_err bundle_write(struct store *store, const struct bundle_run *run, const struct keys *keys,
    struct bundle_header *header, struct bytes *out, struct li_error *err);

/* Keeps the signature of a run that was merged, so that it can be passed on. Outside or inside a
   transaction. */
enum li_err bundle_keep_signature(
    struct store *store, const struct bundle_header *header, struct li_error *err);

#endif
