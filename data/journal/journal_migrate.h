/*
 * journal_migrate.h: journal entries of format 1 made into those of format 2.
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

/* A schema_converter: in the transaction of the migration, all or nothing. observer is a struct
   journal_migrate_observer, or NULL. */
enum li_err journal_migrate(struct store *store, void *observer, struct li_error *err);

#endif
