/*
 * schema.c: the embedded migrations, found and run.
 */
#include "data/database/schema.h"
#include "data/base/memory.h"
#include "data/database/embedded.h"
#include "data/store/query.h"
#include "data/store/store_error.h"
#include "data/store/store_state.h"
#include "data/store/transaction.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* The migration whose entries a program converts. */
enum { SCHEMA_CONVERTED = 8 };

/* The number of an embedded file; 0: it is no migration. */
static int schema_number(const struct embedded *file)
{
    static const char folder[] = "schema/";
    const size_t size = sizeof folder - 1;
    return strncmp(file->name, folder, size) == 0 ? (int)strtol(file->name + size, NULL, 10) : 0;
}

int schema_newest(void)
{
    int newest = 0;
    for (size_t i = 0; i < embedded_count; i++)
        if (schema_number(&embedded_all[i]) > newest)
            newest = schema_number(&embedded_all[i]);
    return newest;
}

bool schema_has_table(const char *name)
{
    assert(name);
    bool has = false;
    char *words = li_format("CREATE TABLE %s (", name);
    for (size_t i = 0; i < embedded_count && !has; i++)
        has = schema_number(&embedded_all[i]) > 0 && strstr(embedded_all[i].text, words);
    free(words);
    return has;
}

/* Inside the migration's transaction. */
static enum li_err schema_run(struct store *store, const struct embedded *migration,
    schema_converter convert, void *arg, struct li_error *err)
{
    int number = schema_number(migration);
    int rc = sqlite3_exec(store->db, migration->text, NULL, NULL, NULL);
    enum li_err code = store_error(store, rc, "Updating the database", err);
    if (!code && number == SCHEMA_CONVERTED)
        code = convert(store, arg, err);
    char *sql = li_format("PRAGMA user_version = %d", number);
    if (!code)
        code = query_run(store, sql, err);
    free(sql);
    return code;
}

static enum li_err schema_migrate_one(struct store *store, const struct embedded *migration,
    schema_converter convert, void *arg, struct li_error *err)
{
    int64_t version = 0;
    enum li_err code = transaction_begin(store, err);
    if (!code)
        code = query_number(store, "PRAGMA user_version", &version, err);
    if (!code && version < schema_number(migration)) /* another program may have been first */
        code = schema_run(store, migration, convert, arg, err);
    if (!code)
        code = transaction_commit(store, err);
    transaction_rollback(store);
    return code;
}

enum li_err schema_migrate(
    struct store *store, int64_t version, schema_converter convert, void *arg, struct li_error *err)
{
    assert(store && convert && err && store->gate == GATE_SHUT);
    enum li_err code = LI_OK;
    store->gate = GATE_OPEN;
    for (size_t i = 0; i < embedded_count && !code; i++)
        if (schema_number(&embedded_all[i]) > version)
            code = schema_migrate_one(store, &embedded_all[i], convert, arg, err);
    store->gate = GATE_SHUT;
    return code;
}
