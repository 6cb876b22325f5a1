/*
 * changeset_session.c: a session of SQLite's.
 */
#include "data/changeset/changeset_session.h"
#include "data/changeset/sqlite_session.h"
#include "data/store/store_error.h"
#include "data/store/table_info.h"
#include <assert.h>

static int changeset_session_wants(void *arg, const char *table)
{
    (void)arg;
    return table_info_replicates(table);
}

struct sqlite3_session *changeset_session_new(struct store *store, struct li_error *err)
{
    assert(store && err);
    sqlite3_session *session = NULL;
    int rc = sqlite3session_create(store_db(store), "main", &session);
    int counted = 1; /* for sqlite3session_changeset_size */
    if (rc == SQLITE_OK)
        rc = sqlite3session_object_config(session, SQLITE_SESSION_OBJCONFIG_SIZE, &counted);
    if (rc == SQLITE_OK) {
        sqlite3session_table_filter(session, changeset_session_wants, NULL);
        rc = sqlite3session_attach(session, NULL);
    }
    if (rc == SQLITE_OK)
        return session;
    if (session)
        sqlite3session_delete(session);
    store_error(store, rc, "Recording changes", err);
    return NULL;
}
