/*
 * schema.h: the migrations data/schema/NNNN-name.sql, which are embedded in the program.
 */
#ifndef LI_DATA_DATABASE_SCHEMA_H
#define LI_DATA_DATABASE_SCHEMA_H

#include "data/store/store.h"

/* The number of the last migration: the user_version of an up-to-date database. */
int schema_newest(void);

/* Whether a migration makes that table. */
bool schema_has_table(const char *name);

/* The part of a migration that takes a program: makes journal entries of format 1 into those of
   format 2, inside the migration's transaction (journal_migrate.h). */
typedef enum li_err (*schema_converter)(struct store *store, void *arg, struct li_error *err);

/* Runs each migration after `version` in a transaction of its own, unless another program did so
   first. Version 0, a database in which there is nothing, gets at once what all of them would make
   (build-aux/schema.c). */
enum li_err schema_migrate(struct store *store, int64_t version, schema_converter convert,
    void *arg, struct li_error *err);

#endif
