/*
 * schema.c: the embedded migrations, and what they come to, found and run.
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

/* SQL, and the user_version of the database after it. */
struct schema_step {
    int number;
    const char *text;
    bool creates; /* a database in which there is nothing yet; else it is for each older one */
};

/* Inside the step's transaction. */
static enum li_err schema_run(struct store *store, const struct schema_step *step,
    schema_converter convert, void *arg, struct li_error *err)
{
    int rc = sqlite3_exec(store->db, step->text, NULL, NULL, NULL);
    enum li_err code = store_error(store, rc, "Updating the database", err);
    if (!code && step->number == SCHEMA_CONVERTED && !step->creates)
        code = convert(store, arg, err);
    char *sql = li_format("PRAGMA user_version = %d", step->number);
    if (!code)
        code = query_run(store, sql, err);
    free(sql);
    return code;
}

static enum li_err schema_take(struct store *store, const struct schema_step *step,
    schema_converter convert, void *arg, struct li_error *err)
{
    int64_t version = 0;
    enum li_err code = transaction_begin(store, err);
    if (!code)
        code = query_number(store, "PRAGMA user_version", &version, err);
    /* Another program may have been first. */
    if (!code && (step->creates ? version == 0 : version < step->number))
        code = schema_run(store, step, convert, arg, err);
    if (!code)
        code = transaction_commit(store, err);
    transaction_rollback(store);
    return code;
}

/* *version becomes the newest, or that of another program that was first. */
static enum li_err schema_create(struct store *store, int64_t *version, struct li_error *err)
{
    const struct schema_step step = {
        .number = schema_newest(), .text = embedded_find("schema.sql")->text, .creates = true};
    enum li_err code = schema_take(store, &step, NULL, NULL, err);
    return code ? code : query_number(store, "PRAGMA user_version", version, err);
}

enum li_err schema_migrate(
    struct store *store, int64_t version, schema_converter convert, void *arg, struct li_error *err)
{
    assert(store && convert && err && store->gate == GATE_SHUT);
    enum li_err code = LI_OK;
    store->gate = GATE_OPEN;
    if (version == 0)
        code = schema_create(store, &version, err);
    for (size_t i = 0; i < embedded_count && !code; i++) {
        const struct schema_step step = {
            .number = schema_number(&embedded_all[i]), .text = embedded_all[i].text};
        if (step.number > version)
            code = schema_take(store, &step, convert, arg, err);
    }
    store->gate = GATE_SHUT;
    return code;
}
