/*
 * database_check.h: whether a database is sound as SQLite sees it.
 */
#ifndef LI_DATA_DATABASE_DATABASE_CHECK_H
#define LI_DATA_DATABASE_DATABASE_CHECK_H

#include "data/store/store.h"

/* integrity_check and foreign_key_check. Each finding is one line given to say. An error is that
   the check could not be made, not that it found something. */
enum li_err database_check(struct store *store, void (*say)(void *arg, const char *finding),
    void *arg, struct li_error *err);

#endif
