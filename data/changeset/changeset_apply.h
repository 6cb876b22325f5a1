/*
 * changeset_apply.h: a changeset put into the tables exactly, or turned around.
 */
#ifndef LI_DATA_CHANGESET_CHANGESET_APPLY_H
#define LI_DATA_CHANGESET_CHANGESET_APPLY_H

#include "data/base/error.h"
#include <stdbool.h>
#include <stddef.h>

struct store;

/* Inside a transaction. *fits false: a change met something other than it expected, or a reference
   was left open; then the transaction must be rolled back. Resets defer_foreign_keys. */
enum li_err changeset_apply(
    struct store *store, const void *bytes, size_t size, bool *fits, struct li_error *err);

/* The changeset that takes this one back, for the caller to sqlite3_free. */
enum li_err changeset_apply_invert(struct store *store, const void *bytes, size_t size,
    void **inverse, size_t *inverse_size, struct li_error *err);

#endif
