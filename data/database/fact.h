/*
 * fact.h: small named facts of one database file that are never shared: "org", "you", "derived",
 * "held_on".
 */
#ifndef LI_DATA_DATABASE_FACT_H
#define LI_DATA_DATABASE_FACT_H

#include "data/store/store.h"

/* *value is the caller's to free; NULL when it was never saved, or could not be read. */
enum li_err fact_load(struct store *store, const char *name, char **value, struct li_error *err);
enum li_err fact_save(
    struct store *store, const char *name, const char *value, struct li_error *err);

#endif
