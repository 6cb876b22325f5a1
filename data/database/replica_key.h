/*
 * replica_key.h: the key pairs of this database, one for each name it has shared under.
 *
 * A database that has never shared has none. One that has gets a new pair with each new name
 * (replica_rename, or a restored backup), which continues the one before. The secrets are in the
 * file, unencrypted like the records: anyone who has the file has both.
 */
#ifndef LI_DATA_DATABASE_REPLICA_KEY_H
#define LI_DATA_DATABASE_REPLICA_KEY_H

#include "data/crypto/signature.h"
#include "data/store/store.h"

/* Whether this database has shared, and so has a key for its present name. */
enum li_err replica_key_is_there(struct store *store, bool *there, struct li_error *err);

/* Inside a transaction: a new pair. *out is the name of the replica that has it. continues is the
   keyed replica that it continues; NULL: none. */
enum li_err replica_key_make(
    struct store *store, const struct id *continues, struct id *out, struct li_error *err);

/* The pair of one of this database's replicas. The caller clears it (signature_pair_clear).
   LI_NONE, without a message: there is none. */
enum li_err replica_key_load(struct store *store, const struct id *replica,
    struct signature_pair *out, struct li_error *err);
/* The keyed replica that this one continues; nil: none. */
enum li_err replica_key_continues(
    struct store *store, const struct id *replica, struct id *out, struct li_error *err);

/* Signs an entry of this database as shared, and saves the signature (journal_signature). */
enum li_err replica_key_sign(struct store *store, const struct id *replica,
    const struct hash *entry, struct signature *out, struct li_error *err);

/* Saves the signature of a shared entry, of any replica. */
enum li_err replica_key_keep(struct store *store, const struct hash *entry,
    const struct signature *signature, struct li_error *err);

/* With the gate open: if an own entry that now has another hash was signed, signs the new one. */
enum li_err replica_key_move_signature(struct store *store, const struct id *replica,
    const struct hash *from, const struct hash *to, struct li_error *err);

/* Inside the transaction that writes it: signs the last entry of this database's replica, so that
   `check` sees when the end of the journal was cut off. Without a key it does nothing. */
enum li_err replica_key_sign_head(
    struct store *store, const struct hash *entry, struct li_error *err);

/* The number up to which own entries have been shared, or may have been. It is stored, and on the
   disk, before the first byte leaves; it only grows. */
enum li_err replica_key_shared(
    struct store *store, const struct id *replica, int64_t *seq, struct li_error *err);
enum li_err replica_key_set_shared(
    struct store *store, const struct id *replica, int64_t seq, struct li_error *err);

#define REPLICA_KEY_RUN "liaise run 1"   /* the tag of a shared entry */
#define REPLICA_KEY_HEAD "liaise head 1" /* and of the last own entry at each commit */

#endif
