/*
 * database_backup.h: a consistent copy of an open database, as a file of its own.
 */
#ifndef LI_DATA_DATABASE_DATABASE_BACKUP_H
#define LI_DATA_DATABASE_DATABASE_BACKUP_H

#include "data/store/store.h"

/* Others may write meanwhile. Refuses to overwrite a file, or the log of one. `to` is written whole
   or not at all. */
enum li_err database_backup(struct store *store, const char *to, struct li_error *err);

#endif
