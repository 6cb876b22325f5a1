/*
 * sqlite_sample.h: the sample data as what pieces of work of core are tried on (sqlite_trial.h).
 */
#ifndef LI_TESTS_FAULT_SQLITE_SAMPLE_H
#define LI_TESTS_FAULT_SQLITE_SAMPLE_H

#include "core/context/context.h"
#include "core/schema/kind.h"
#include "tests/fault/sqlite_trial.h"

/* Makes the database in the place. */
void sqlite_sample_make(struct place *place);

/* A begin of a work: opens it as trial->context, which sqlite_sample_close, its end, closes. */
struct store *sqlite_sample_open(struct sqlite_trial *trial);
void sqlite_sample_close(struct sqlite_trial *trial);

/* The record by its code or name, as people refer to it. */
enum li_err sqlite_sample_find(struct sqlite_trial *trial, const struct kind *kind, const char *ref,
    struct id *out, struct li_error *err);

#endif
