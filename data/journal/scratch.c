/*
 * scratch.c: an unnamed database, migrated to today's schema.
 */
#include "data/journal/scratch.h"
#include "data/database/replica.h"
#include "data/database/schema.h"
#include "data/journal/journal_migrate.h"
#include <assert.h>
#include <stddef.h>

enum li_err scratch_open(struct store **out, store_prepare prepare, void *arg, struct li_error *err)
{
    assert(out && err);
    struct store *store = NULL;
    enum li_err code = store_connect_blank(&store, prepare, arg, err);
    if (!code)
        code = schema_migrate(store, 0, journal_migrate, NULL, err);
    if (!code)
        code = replica_load(store, err);
    *out = code ? NULL : store;
    if (code)
        store_close(store);
    return code;
}
