/*
 * schema_check.h: whether a database has the tables, indexes and triggers of another, and no more.
 */
#ifndef LI_DATA_DATABASE_SCHEMA_CHECK_H
#define LI_DATA_DATABASE_SCHEMA_CHECK_H

#include "data/store/store.h"

/* Each finding is one line given to say. Replicated tables that are missing or foreign are left for
   journal_check to report. */
enum li_err schema_check(struct store *store, struct store *model,
    void (*say)(void *arg, const char *finding), void *arg, struct li_error *err);

#endif
