/*
 * store_error.h: SQLite's failures as sentences for a person.
 */
#ifndef LI_DATA_STORE_STORE_ERROR_H
#define LI_DATA_STORE_STORE_ERROR_H

#include "data/store/store.h"

/* Describes rc, the last SQLite result of the store's connection; doing begins the sentence where
   the statement is to blame ("Sorting"). SQLITE_OK gives LI_OK. Without memory the program ends. */
enum li_err store_error(struct store *store, int rc, const char *doing, struct li_error *err);

/* The same of a connection that is not a store's; path names its file, or is NULL. What became of
   the store's own changes is not known here, so nothing is said of them. */
enum li_err store_error_on(
    struct sqlite3 *db, const char *path, int rc, const char *doing, struct li_error *err);

/* How a sentence about the write that runs ends: "; nothing was changed", "; what came before
   stays" (transaction.h); "" outside a write. */
const char *store_error_consequence(const struct store *store);

/* What the disk failed to give since this was last asked, in any store; LI_OK: nothing. Not every
   reader can report it, so nothing is committed after it, and no answer counts as a success. */
enum li_err store_error_take_unread(struct li_error *err);
/* The same of this store alone. */
enum li_err store_error_refuse_unread(struct store *store, struct li_error *err);

#endif
