/*
 * journal_entry.h: makes an entry of this database: numbers, dates, chains, saves and signs it.
 */
#ifndef LI_DATA_JOURNAL_JOURNAL_ENTRY_H
#define LI_DATA_JOURNAL_JOURNAL_ENTRY_H

#include "data/entry/entry.h"

/* Inside a transaction: saves the entry as this replica's next, already applied. The caller has set
   sort, label, changeset, and group, last and reverts where they apply. This sets name, hlc,
   schema, author, before, effect and state; `at` is saved, but NULL afterward. */
enum li_err journal_entry_add(struct store *store, struct entry *entry, struct li_error *err);

/* Inside the transaction, before its commit: signs this replica's last entry, if it has a key. */
enum li_err journal_entry_sign_head(struct store *store, struct li_error *err);

/* Begins the transaction of a write, and loads this database's current name, which another program
   may have changed. After a failure no transaction is open. */
enum li_err journal_entry_begin(struct store *store, struct li_error *err);

/* LI_REFUSED: the team allows this device only to read. */
enum li_err journal_entry_check_standing(struct store *store, struct li_error *err);

#endif
