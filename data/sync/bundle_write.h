/*
 * bundle_write.h: bundles made of the entries that are here.
 *
 * A run ends at an entry that is signed: where its writer ended one, or, of own entries, where this
 * device ends one now. It also ends at each act that gives a key (ACT_KEY, ACT_SEAL), and that run
 * is sealed under the key that those who need the new one have; all others under the newest.
 */
#ifndef LI_DATA_SYNC_BUNDLE_WRITE_H
#define LI_DATA_SYNC_BUNDLE_WRITE_H

#include "data/sync/bundle.h"
#include "data/sync/heads.h"

/* A run to be pushed. */
struct bundle_run {
    struct entry_name first, last;
};

struct bundle_runs {
    struct bundle_run *items;
    size_t count;
};

/* The runs that lead to `tip` from what `have` lists of its branch, or from the first entry, in
   order. Own entries are signed, and "shared up to" is stored, durably, before this returns. Of
   another's branch what follows its last signature is left out: only its writer can give that. The
   caller frees *out by bundle_runs_clear, whatever is returned. */
enum li_err bundle_runs_load(struct store *store, const struct entry_name *tip,
    const struct heads *have, struct bundle_runs *out, struct li_error *err);
void bundle_runs_clear(struct bundle_runs *runs);

/* Makes the bundle of a run. *header (may be NULL) says what is in it. *out must be empty; the
   caller frees out->at. */
enum li_err bundle_write(struct store *store, const struct bundle_run *run,
    struct bundle_header *header, struct bytes *out, struct li_error *err);

/* Keeps the signature of a run that was merged, so that it can be passed on. Inside or outside a
   transaction. */
enum li_err bundle_keep_signature(
    struct store *store, const struct bundle_header *header, struct li_error *err);

#endif
