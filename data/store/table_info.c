/*
 * table_info.c: what the schema says of tables, cached by SQLite's schema version.
 */
#include "data/store/table_info.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

bool table_info_replicates(const char *table)
{
    static const char *const others[] = {"local_", "journal_", "sqlite_"};
    assert(table);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strncmp(table, others[i], strlen(others[i])) == 0)
            return false;
    return true;
}

static void table_info_free(struct table_info *info)
{
    for (size_t i = 0; i < info->count; i++)
        free(info->columns[i].name);
    free(info->columns);
    free(info->table);
    free(info);
}

static void table_info_forget_references(struct store *store)
{
    for (size_t i = 0; i < store->reference_count; i++) {
        free(store->references[i].table);
        free(store->references[i].column);
        free(store->references[i].parent);
    }
    free(store->references);
    store->references = NULL;
    store->reference_count = 0;
}

void table_info_forget(struct store *store)
{
    assert(store);
    while (store->tables) {
        struct table_info *next = store->tables->next;
        table_info_free(store->tables);
        store->tables = next;
    }
    table_info_forget_references(store);
}

/* Another program may have migrated the database. */
static enum li_err table_info_check_version(struct store *store, struct li_error *err)
{
    struct query *query = statement_own(store, STATEMENT_SCHEMA_VERSION, err);
    if (!query || query_step(query, err) < 0)
        return err->code;
    int64_t version = query_int(query, 0);
    query_reset(query);
    if (version != store->schema_version)
        table_info_forget(store);
    store->schema_version = version;
    return LI_OK;
}

/* --- columns ---------------------------------------------------------------------------------- */

/* The end of an expression in parentheses that begins there. */
static const char *table_info_expression_end(const char *at)
{
    int depth = 0;
    do
        depth += *at == '(' ? 1 : *at == ')' ? -1 : 0;
    while (*at++ && depth > 0);
    return at;
}

/* Whether a CHECK in the table's SQL may be about the column: true too often does no harm. */
static bool table_info_is_checked(const char *sql, const char *column)
{
    bool is = !sql;
    size_t size = strlen(column);
    for (const char *at = sql; !is && (at = strcasestr(at, "CHECK")); at++) {
        const char *begin = strchrnul(at, '(');
        is = memmem(begin, (size_t)(table_info_expression_end(begin) - begin), column, size);
    }
    return is;
}

static struct table_info *table_info_load(
    struct store *store, const char *table, struct li_error *err)
{
    struct query *query = statement_own(store, STATEMENT_COLUMNS, err);
    if (!query)
        return NULL;
    struct table_info *info = li_calloc(1, sizeof *info);
    info->table = li_strdup(table);
    query_bind_plain(query, 1, table);
    int step;
    while ((step = query_step(query, err)) > 0) {
        info->columns = li_realloc(info->columns, info->count + 1, sizeof *info->columns);
        info->columns[info->count++] = (struct table_info_column){
            .name = li_strdup(query_text(query, 0)),
            .numeric = query_int(query, 1),
            .has_default = query_int(query, 2),
            .key = (unsigned char)query_int(query, 3),
            .checked = query_int(query, 4) ||
                       table_info_is_checked(query_text(query, 5), query_text(query, 0)),
        };
    }
    query_reset(query);
    if (step == 0)
        return info;
    table_info_free(info);
    return NULL;
}

const struct table_info *table_info_find(
    struct store *store, const char *table, struct li_error *err)
{
    assert(store && table && err);
    if (table_info_check_version(store, err))
        return NULL;
    for (struct table_info *info = store->tables; info; info = info->next)
        if (strcmp(info->table, table) == 0)
            return info;
    struct table_info *info = table_info_load(store, table, err);
    if (info) {
        info->next = store->tables;
        store->tables = info;
    }
    return info;
}

/* --- references ------------------------------------------------------------------------------- */

static enum li_err table_info_load_references(struct store *store, struct li_error *err)
{
    struct query *query = statement_own(store, STATEMENT_REFERENCES, err);
    if (!query)
        return err->code;
    int step;
    while ((step = query_step(query, err)) > 0) {
        store->references =
            li_realloc(store->references, store->reference_count + 1, sizeof *store->references);
        store->references[store->reference_count++] = (struct reference){
            .table = li_strdup(query_text(query, 0)),
            .column = li_strdup(query_text(query, 1)),
            .parent = li_strdup(query_text(query, 2)),
        };
    }
    query_reset(query);
    if (step < 0)
        table_info_forget_references(store);
    return step < 0 ? err->code : LI_OK;
}

const struct reference *table_info_references(
    struct store *store, size_t *count, struct li_error *err)
{
    assert(store && count && err);
    if (table_info_check_version(store, err))
        return NULL;
    if (!store->references && table_info_load_references(store, err))
        return NULL;
    *count = store->reference_count;
    return store->references;
}

bool table_info_references_hold(const struct store *store)
{
    assert(store && !sqlite3_get_autocommit(store->db));
    int open = 0, highest = 0;
    return sqlite3_db_status(store->db, SQLITE_DBSTATUS_DEFERRED_FKS, &open, &highest, 0) ==
               SQLITE_OK &&
           open == 0;
}

/* --- names ------------------------------------------------------------------------------------ */

enum li_err table_info_load_names(
    struct store *store, char ***names, size_t *count, struct li_error *err)
{
    char **tables = NULL;
    size_t found = 0;
    assert(store && names && count && err);
    struct query *query =
        query_new(store, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid", err);
    if (!query)
        return err->code;
    int step;
    while ((step = query_step(query, err)) > 0) {
        if (!table_info_replicates(query_text(query, 0)))
            continue;
        tables = li_realloc(tables, found + 1, sizeof *tables);
        tables[found++] = li_strdup(query_text(query, 0));
    }
    query_free(query);
    if (step < 0) {
        table_info_free_names(tables, found);
        return err->code;
    }
    *names = tables;
    *count = found;
    return LI_OK;
}

void table_info_free_names(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
}
