/*
 * arriving.h: whether runs of others are being taken in.
 *
 * Entries are stored batch by batch; the signature of a run once all of it is here, and what the
 * team's acts decide after that. A sync that was killed in between leaves branches that end without
 * a signature, which is no damage: the next sync is given those runs again.
 */
#ifndef LI_DATA_BRANCH_ARRIVING_H
#define LI_DATA_BRANCH_ARRIVING_H

#include "data/store/store.h"

/* Before the first entry is stored, and when all that follows from them is; each in a transaction
   of its own. */
enum li_err arriving_begin(struct store *store, struct li_error *err);
enum li_err arriving_end(struct store *store, struct li_error *err);

enum li_err arriving_load(struct store *store, bool *arriving, struct li_error *err);

#endif
