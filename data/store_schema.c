/*
 * store_schema.c: what a database is once it is open: ours, sound as far as its first pages tell,
 * brought up to date, and a replica with a name.
 */
#include "memory.h"
#include "resource.h"
#include "store_internal.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static enum li_err store_migrate_one(
    struct store *store, const struct resource *migration, int version, struct li_error *err)
{
    int64_t stands = 0;
    enum li_err code = store_begin(store, err);
    if (code == LI_OK)
        code = query_number(store, "PRAGMA user_version", &stands, err);
    if (code == LI_OK && stands < version) { /* another program may have been first */
        int rc = sqlite3_exec(store->db, migration->text, NULL, NULL, NULL);
        if (rc != SQLITE_OK)
            code = store_fail(store, rc, "Bringing the database up to date", err);
        char *sql = li_format("PRAGMA user_version = %d", version);
        if (code == LI_OK)
            code = query_run(store, sql, err);
        free(sql);
    }
    if (code == LI_OK)
        code = store_commit(store, err);
    store_rollback(store);
    return code;
}

enum li_err store_migrate(struct store *store, int64_t version, struct li_error *err)
{
    enum li_err code = LI_OK;
    store->gate = GATE_OPEN;
    for (size_t i = 0; i < resource_count && code == LI_OK; i++) {
        int number = 0;
        if (sscanf(resources[i].name, "schema/%d", &number) == 1 && number > version)
            code = store_migrate_one(store, &resources[i], number, err);
    }
    store->gate = GATE_SHUT;
    return code;
}

/* The replica's name is made where it is missing: in a new file, and in a copy made by backup,
   which must not go on counting where its original does. */
enum li_err store_know_replica(struct store *store, struct li_error *err)
{
    char *name = store_fact(store, "replica");
    if (!name && store->mode != STORE_READ) {
        char text[ID_TEXT_SIZE];
        struct id fresh = id_new();
        id_text(&fresh, text);
        enum li_err code = query_run(store, "BEGIN IMMEDIATE", err);
        if (code != LI_OK)
            return code;
        name = store_fact(store, "replica"); /* another program may have been first */
        if (!name) {
            code = store_set_fact(store, "replica", text, err);
            name = li_strdup(text);
        }
        if (code == LI_OK)
            code = store_commit(store, err);
        store_rollback(store);
        if (code != LI_OK) {
            free(name);
            return code;
        }
    }
    bool sound = !name || id_parse(name, &store->replica);
    free(name);
    return sound ? LI_OK : store_fail(store, SQLITE_CORRUPT, "Opening the database", err);
}

static enum li_err store_start_new(struct store *store, struct li_error *err)
{
    /* In the file itself before the log exists, so that a start cut short is still known as ours.
     */
    char *sql = li_format("PRAGMA application_id = %d", STORE_APPLICATION_ID);
    enum li_err code = query_run(store, sql, err);
    free(sql);
    return code;
}

/* The first reads: a damaged file shows here. */
static enum li_err store_judge(struct store *store, int64_t *version, struct li_error *err)
{
    int64_t application = 0, tables = 0;
    enum li_err code = query_number(store, "PRAGMA application_id", &application, err);
    if (code == LI_OK)
        code = query_number(store, "PRAGMA user_version", version, err);
    if (code == LI_OK)
        code = query_number(store, "SELECT count(*) FROM sqlite_schema", &tables, err);
    if (code != LI_OK)
        return code;
    if (application != STORE_APPLICATION_ID)
        return store_file_foreign(store->path, err);
    if (*version > store_schema_newest())
        return store_file_newer(store->path, (int)*version, err);
    if (store->mode == STORE_READ && *version < store_schema_newest())
        return li_fail(err, LI_OLDER,
            "%s was made by an older liaise (schema %d); open it once for writing to update it.",
            store->path, (int)*version);
    return LI_OK;
}

enum li_err store_settle(struct store *store, struct li_error *err)
{
    int64_t version = 0;
    enum li_err code = LI_OK;
    if (store->mode == STORE_CREATE)
        code = store_start_new(store, err);
    if (code == LI_OK)
        code = store_judge(store, &version, err);
    if (code == LI_OK && store->mode == STORE_READ)
        code = query_run(store, "PRAGMA query_only = ON", err);
    if (code == LI_OK && store->mode != STORE_READ) {
        static const char *const pragmas[] = {"PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL", "PRAGMA journal_size_limit = 16777216", STORE_CACHE};
        for (size_t i = 0; i < sizeof pragmas / sizeof pragmas[0] && code == LI_OK; i++)
            code = query_run(store, pragmas[i], err);
        if (code == LI_OK)
            code = store_migrate(store, version, err);
    }
    if (code == LI_OK)
        code = store_know_replica(store, err);
    return code;
}
