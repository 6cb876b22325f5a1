/*
 * transaction.h: one transaction of a store at a time.
 */
#ifndef LI_DATA_STORE_TRANSACTION_H
#define LI_DATA_STORE_TRANSACTION_H

#include "data/store/store.h"

/* BEGIN IMMEDIATE: waits for another writer (store_wait.h). */
enum li_err transaction_begin(struct store *store, struct li_error *err);

/* Calls the commit hook, refuses where the disk failed to give something that was read, and
   commits. On failure the transaction stays open, for the caller to roll back. */
enum li_err transaction_commit(struct store *store, struct li_error *err);

/* Says nothing, and does nothing outside a transaction. */
void transaction_rollback(struct store *store);

/* Until the end, all is read from one state of the file, under one lock; nothing may be written.
   Inside a transaction both do nothing. *began is for transaction_end_read, which is to be called
   whatever is returned. */
enum li_err transaction_begin_read(struct store *store, bool *began, struct li_error *err);
void transaction_end_read(struct store *store, bool began);

/* Until the end, transactions belong together: once one of them was committed, the failure of
   another says that what came before stays, not that nothing was changed. One series may be part of
   another. */
void transaction_series_begin(struct store *store);
void transaction_series_end(struct store *store);

/* Runs fn, which writes to local_ tables only, in a transaction of its own. LI_BUSY at once where
   another program is writing: what belongs to this file alone can wait. */
enum li_err transaction_write_local(struct store *store,
    enum li_err (*fn)(struct store *store, void *arg, struct li_error *err), void *arg,
    struct li_error *err);

#endif
