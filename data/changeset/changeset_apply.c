/*
 * changeset_apply.c: sqlite3changeset_apply, where nothing may be in its way.
 */
#include "data/changeset/changeset_apply.h"
#include "data/changeset/sqlite_session.h"
#include "data/store/store_error.h"
#include "data/store/table_info.h"
#include <assert.h>

static int changeset_apply_wants(void *arg, const char *table)
{
    (void)arg;
    return table_info_replicates(table);
}

static int changeset_apply_conflict(void *arg, int conflict, sqlite3_changeset_iter *iter)
{
    (void)conflict;
    (void)iter;
    *(bool *)arg = true;
    return SQLITE_CHANGESET_ABORT;
}

/* Without a savepoint: that keeps every page the changeset touches, and each statement walks over
   them to end its own. */
enum li_err changeset_apply(
    struct store *store, const void *bytes, size_t size, bool *fits, struct li_error *err)
{
    assert(store && bytes && fits && err && !sqlite3_get_autocommit(store_db(store)));
    bool conflict = false;
    int rc =
        sqlite3changeset_apply_v2(store_db(store), (int)size, (void *)bytes, changeset_apply_wants,
            changeset_apply_conflict, &conflict, NULL, NULL, SQLITE_CHANGESETAPPLY_NOSAVEPOINT);
    *fits = rc == SQLITE_OK;
    return *fits || conflict ? LI_OK : store_error(store, rc, "Applying a journal entry", err);
}

enum li_err changeset_apply_invert(struct store *store, const void *bytes, size_t size,
    void **inverse, size_t *inverse_size, struct li_error *err)
{
    assert(store && bytes && inverse && inverse_size && err);
    int length = 0;
    int rc = sqlite3changeset_invert((int)size, bytes, &length, inverse);
    *inverse_size = (size_t)length;
    return rc == SQLITE_OK ? LI_OK : store_error(store, rc, "Undoing a journal entry", err);
}
