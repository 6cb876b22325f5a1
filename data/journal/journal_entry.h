/*
 * journal_entry.h: an entry of this database's own: numbered, dated, chained and saved.
 */
#ifndef LI_DATA_JOURNAL_JOURNAL_ENTRY_H
#define LI_DATA_JOURNAL_JOURNAL_ENTRY_H

#include "data/entry/entry.h"

/* Inside a transaction: saves what the entry says as the next of this replica, by this author, now,
   and applied; sets its name, and what else is missing but `at`, which is NULL afterwards. */
enum li_err journal_entry_add(struct store *store, struct entry *entry, struct li_error *err);

/* Inside the transaction, before its commit: signs this replica's last entry, where it has a key.
 */
enum li_err journal_entry_sign_head(struct store *store, struct li_error *err);

/* Begins the transaction of a write, with the name this database has by now. Open only where LI_OK
   is returned. */
enum li_err journal_entry_begin(struct store *store, struct li_error *err);

/* LI_REFUSED: the team lets this device read only. */
enum li_err journal_entry_check_standing(struct store *store, struct li_error *err);

#endif
