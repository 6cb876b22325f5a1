/*
 * replica.h: the name by which a database signs the entries it writes.
 *
 * A copy must not number entries under its original's name: a backup leaves the name out
 * (database_copy.h), and the first opening for writing gives it a new one. The names a database had
 * before are remembered as its own.
 */
#ifndef LI_DATA_DATABASE_REPLICA_H
#define LI_DATA_DATABASE_REPLICA_H

#include "data/store/store.h"

/* Loads the name into the store; where it is missing, and the store may be written, saves a new
   one. */
enum li_err replica_load(struct store *store, struct li_error *err);

/* Inside a transaction: gives the database a new name, and remembers the old one. If the old one
   had a key (replica_key.h), so has the new. */
enum li_err replica_rename(struct store *store, struct li_error *err);
/* The same, with the first key: the database begins to share. */
enum li_err replica_rename_keyed(struct store *store, struct li_error *err);

/* Loads the name again, since another program may have given this database a new one. To be called
   inside a transaction before anything is written, and whenever another program has written. */
enum li_err replica_refresh(struct store *store, struct li_error *err);
/* After a rollback: the name is again the stored one. */
void replica_reload(struct store *store);

/* Whether this database wrote under that name, now or before. */
bool replica_is_own(const struct store *store, const struct id *replica);

/* Saves a mark beside the name, which shows if anything else has written the name. For older
   databases, which have none. */
enum li_err replica_mark(struct store *store, struct li_error *err);

/* Whether the name is as it was saved. */
enum li_err replica_is_sound(struct store *store, bool *sound, struct li_error *err);

#endif
