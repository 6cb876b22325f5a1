/*
 * database_copy.h: a whole database copied, page by page, while others write.
 */
#ifndef LI_DATA_DATABASE_DATABASE_COPY_H
#define LI_DATA_DATABASE_DATABASE_COPY_H

#include "data/store/store.h"

/* Copies the database as it is now into the connection `to`, over whatever that holds. went (may be
   NULL) is told how many pages are copied; false stops it, as the store's own stop does. */
enum li_err database_copy(struct store *from, struct sqlite3 *to,
    bool (*went)(void *arg, int64_t pages), void *arg, struct li_error *err);

/* Removes from a copy, before anything else is done with it, what must not be put in place; name is
   for its messages. */
typedef enum li_err (*database_copy_cleaner)(
    struct sqlite3 *copy, const char *name, struct li_error *err);

/* Copies under a temporary name beside target, which the caller frees; *out is NULL on failure.
   cleaner NULL: the copy stays as it is. The copy has no replica name of its own, so that it does
   not number entries under the name of its original (replica.h). */
enum li_err database_copy_beside(struct store *store, const char *target,
    database_copy_cleaner cleaner, char **out, struct li_error *err);

/* Replaces the temporary name in a message by the name a person knows. */
void database_copy_correct_error(struct li_error *err, const char *part, const char *name);

/* sqlite3_exec on a connection that is not a store's. */
enum li_err database_copy_exec(
    struct sqlite3 *db, const char *path, const char *sql, struct li_error *err);

#endif
