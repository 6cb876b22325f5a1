/*
 * store_schema.c: what a database is once it is open: ours, sound as far as its first pages tell,
 * brought up to date, and a replica with a name.
 */
#include "data/base/memory.h"
#include "data/journal/journal_internal.h"
#include "data/store/embedded.h"
#include "data/store/store_internal.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The migration whose entries are made by a program, not by statements. */
enum { STORE_ENTRY_VERSION = 8 };

static enum li_err store_migrate_one(
    struct store *store, const struct embedded *migration, int version, struct li_error *err)
{
    int64_t stands = 0;
    enum li_err code = store_begin(store, err);
    if (code == LI_OK)
        code = query_number(store, "PRAGMA user_version", &stands, err);
    if (code == LI_OK && stands < version) { /* another program may have been first */
        int rc = sqlite3_exec(store->db, migration->text, NULL, NULL, NULL);
        if (rc != SQLITE_OK)
            code = store_error(store, rc, "Updating the database", err);
        if (code == LI_OK && version == STORE_ENTRY_VERSION)
            code = journal_migrate(store, err);
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
    for (size_t i = 0; i < embedded_count && code == LI_OK; i++) {
        int number = 0;
        if (sscanf(embedded_all[i].name, "schema/%d", &number) == 1 && number > version)
            code = store_migrate_one(store, &embedded_all[i], number, err);
    }
    store->gate = GATE_SHUT;
    return code;
}

/* A mark beside the replica's name, so that a name written by other hands shows. */
static char *store_replica_mark(const char *name)
{
    char digits[HASH_DIGITS_SIZE];
    struct hasher hasher;
    hash_begin(&hasher);
    hash_add_text(&hasher, "liaise replica");
    hash_add_text(&hasher, name);
    struct hash hash = hash_end(&hasher);
    return li_strdup(hash_digits(&hash, digits));
}

enum li_err store_replica_is_sound(struct store *store, bool *sound, struct li_error *err)
{
    char *name, *mark = NULL, *before = NULL;
    enum li_err code = store_fact(store, "replica", &name, err);
    if (code == LI_OK)
        code = store_fact(store, "replica_mark", &mark, err);
    if (code == LI_OK)
        code = store_fact(store, "replica_before", &before, err);
    char *wanted = name ? store_replica_mark(name) : NULL;
    /* A copy has no name of its own yet. */
    *sound = name ? mark && strcmp(mark, wanted) == 0 : before != NULL;
    free(name);
    free(before);
    free(mark);
    free(wanted);
    return code;
}

enum li_err store_mark_replica(struct store *store, struct li_error *err)
{
    char *name;
    enum li_err code = store_fact(store, "replica", &name, err);
    char *mark = name ? store_replica_mark(name) : NULL;
    if (mark)
        code = store_set_fact(store, "replica_mark", mark, err);
    free(name);
    free(mark);
    return code;
}

static enum li_err store_replica_name_anew(struct store *store, struct li_error *err)
{
    char name[ID_TEXT_SIZE];
    struct id fresh = id_new();
    enum li_err code = store_set_fact(store, "replica", id_text(&fresh, name), err);
    if (code == LI_OK)
        code = store_mark_replica(store, err);
    if (code == LI_OK)
        store->replica = fresh;
    return code;
}

/* The names it had before, between spaces. A copy keeps its original's beside them until it is
   opened for writing. *all is the caller's to free. */
static enum li_err store_replica_former(struct store *store, char **all, struct li_error *err)
{
    char *former, *before = NULL;
    enum li_err code = store_fact(store, "former", &former, err);
    if (code == LI_OK)
        code = store_fact(store, "replica_before", &before, err);
    *all = li_format("%s %s", former ? former : "", before ? before : "");
    free(former);
    free(before);
    return code;
}

static enum li_err store_replica_know_former(struct store *store, struct li_error *err)
{
    char *former, *rest = NULL;
    enum li_err code = store_replica_former(store, &former, err);
    free(store->former);
    store->former = NULL;
    store->former_count = 0;
    for (char *name = strtok_r(former, " ", &rest); name && code == LI_OK;
         name = strtok_r(NULL, " ", &rest)) {
        struct id id;
        store->former = li_realloc(store->former, store->former_count + 1, sizeof *store->former);
        if (id_parse(name, &id))
            store->former[store->former_count++] = id;
        else
            code = store_error(store, SQLITE_CORRUPT, "Opening the database", err);
    }
    free(former);
    return code;
}

bool store_is_own(const struct store *store, const struct id *replica)
{
    for (size_t i = 0; i < store->former_count; i++)
        if (id_equal(&store->former[i], replica))
            return true;
    return id_equal(&store->replica, replica);
}

enum li_err store_rename_replica(struct store *store, struct li_error *err)
{
    char was[ID_TEXT_SIZE];
    char *before;
    enum li_err code = store_replica_former(store, &before, err);
    char *former = li_format("%s %s", before, id_text(&store->replica, was));
    if (code == LI_OK)
        code = store_set_fact(store, "former", former, err);
    if (code == LI_OK)
        code = store_replica_name_anew(store, err);
    if (code == LI_OK)
        code = store_replica_know_former(store, err);
    free(before);
    free(former);
    return code;
}

/* Inside a transaction; another program may have been first. */
static enum li_err store_replica_name_first(struct store *store, struct li_error *err)
{
    char *name;
    enum li_err code = store_fact(store, "replica", &name, err);
    if (code != LI_OK)
        return code;
    if (!name)
        code = store_replica_name_anew(store, err);
    else if (!id_parse(name, &store->replica))
        code = store_error(store, SQLITE_CORRUPT, "Opening the database", err);
    free(name);
    return code;
}

/* The replica's name is made where it is missing: in a new file, and in a copy made by backup,
   which must not go on counting where its original does. */
enum li_err store_know_replica(struct store *store, struct li_error *err)
{
    char *name;
    enum li_err code = store_fact(store, "replica", &name, err);
    if (code != LI_OK)
        return code;
    if (!name && store->mode != STORE_READ) {
        code = query_run(store, "BEGIN IMMEDIATE", err);
        if (code == LI_OK)
            code = store_replica_name_first(store, err);
        if (code == LI_OK)
            code = store_commit(store, err);
        store_rollback(store);
    } else if (name && !id_parse(name, &store->replica)) {
        code = store_error(store, SQLITE_CORRUPT, "Opening the database", err);
    }
    free(name);
    return code == LI_OK ? store_replica_know_former(store, err) : code;
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
            "%s was made by an older version of liaise (schema %d); open it once for writing to "
            "update it.",
            store->path, (int)*version);
    return LI_OK;
}

enum li_err store_finish_open(struct store *store, struct li_error *err)
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
