/*
 * journal_migrate.h: converts journal entries from format 1 to format 2.
 */
#ifndef LI_DATA_JOURNAL_JOURNAL_MIGRATE_H
#define LI_DATA_JOURNAL_JOURNAL_MIGRATE_H

#include "data/base/error.h"
#include "data/base/progress.h"

struct store;

struct journal_migrate_observer {
    progress_fn progress; /* counts entries; NULL: none */
    void *arg;
};

/* A schema_converter, run inside the transaction of the migration. observer points to a struct
   journal_migrate_observer, or is NULL. LI_INTERRUPTED: progress returned false. */
enum li_err journal_migrate(struct store *store, void *observer, struct li_error *err);

#endif
