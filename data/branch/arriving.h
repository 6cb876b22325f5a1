/*
 * arriving.h: the mark that entries of other devices are being stored.
 *
 * A sync stores entries batch by batch, the signature of a run once the whole run is here, and the
 * consequences of the team's acts after that. If it is killed in between, some branches end without
 * a signature. While the mark is set, that is no damage: the next sync receives those runs again.
 */
#ifndef LI_DATA_BRANCH_ARRIVING_H
#define LI_DATA_BRANCH_ARRIVING_H

#include "data/store/store.h"

/* Set the mark before the first entry is stored, and clear it after everything that follows from
   the entries is stored; each in a transaction of its own. */
enum li_err arriving_begin(struct store *store, struct li_error *err);
enum li_err arriving_end(struct store *store, struct li_error *err);

enum li_err arriving_load(struct store *store, bool *arriving, struct li_error *err);

#endif
