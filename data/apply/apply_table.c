/*
 * apply_table.c: select, insert, update and delete by id.
 */
#include "data/apply/apply_table.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "data/store/store_changes.h"
#include "data/store/table_info.h"
#include "data/store/value.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct apply_tables *apply_tables_new(struct store *store)
{
    assert(store);
    struct apply_tables *tables = li_calloc(1, sizeof *tables);
    tables->store = store;
    return tables;
}

struct store *apply_tables_store(struct apply_tables *tables)
{
    assert(tables);
    return tables->store;
}

/* SQLite defers as soon as the pragma is prepared. Running it as well would only make SQLite
   prepare all statements of the connection again, so it is run only if that was not enough. */
enum li_err apply_tables_defer(struct apply_tables *tables, struct li_error *err)
{
    assert(tables && err);
    int64_t deferred = 0;
    if (tables->deferred)
        return LI_OK;
    tables->deferred = true;
    struct query *defer = query_new(tables->store, "PRAGMA defer_foreign_keys = ON", err);
    if (!defer)
        return err->code;
    enum li_err code = query_number(tables->store, "PRAGMA defer_foreign_keys", &deferred, err);
    if (!code && !deferred)
        code = query_finish(defer, err);
    query_free(defer);
    return code;
}

static void apply_table_free(struct apply_table *table)
{
    query_free(table->select);
    query_free(table->remove);
    query_free(table->insert);
    for (size_t i = 0; table->set && i < table->info->count; i++)
        query_free(table->set[i]);
    for (size_t i = 0; i < table->link_count; i++)
        query_free(table->links[i].find_parent);
    for (size_t i = 0; i < table->backlink_count; i++) {
        query_free(table->backlinks[i].query);
        free(table->backlinks[i].sql);
    }
    rowid_map_clear(&table->removed);
    field_buffer_clear(&table->buffer);
    field_buffer_clear(&table->before);
    free(table->set);
    free(table->links);
    free(table->backlinks);
    free(table->name);
    free(table);
}

void apply_tables_free(struct apply_tables *tables)
{
    while (tables && tables->first) {
        struct apply_table *next = tables->first->next;
        apply_table_free(tables->first);
        tables->first = next;
    }
    free(tables);
}

static void apply_table_add_link(struct apply_table *table, const struct reference *reference)
{
    for (size_t i = 0; i < table->info->count; i++)
        if (strcmp(table->info->columns[i].name, reference->column) == 0) {
            table->links = li_realloc(table->links, table->link_count + 1, sizeof *table->links);
            table->links[table->link_count++] =
                (struct apply_table_link){.column = (int)i, .parent = reference->parent};
        }
}

static void apply_table_add_backlink(struct apply_table *table, const struct reference *reference)
{
    table->backlinks =
        li_realloc(table->backlinks, table->backlink_count + 1, sizeof *table->backlinks);
    table->backlinks[table->backlink_count++] = (struct apply_table_backlink){
        .sql = li_format(
            "SELECT 1 FROM \"%s\" WHERE \"%s\" = ?1 LIMIT 1", reference->table, reference->column)};
}

static struct apply_table *apply_table_new(
    struct apply_tables *tables, const char *name, struct li_error *err)
{
    size_t count;
    struct store *store = tables->store;
    const struct reference *references = table_info_references(store, &count, err);
    const struct table_info *info = references ? table_info_find(store, name, err) : NULL;
    if (!info)
        return NULL;
    struct apply_table *table = li_calloc(1, sizeof *table);
    table->tables = tables;
    table->store = store;
    table->name = li_strdup(name);
    table->info = info;
    table->set = li_calloc(info->count, sizeof *table->set);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(references[i].table, name) == 0)
            apply_table_add_link(table, &references[i]);
        if (strcmp(references[i].parent, name) == 0)
            apply_table_add_backlink(table, &references[i]);
    }
    return table;
}

struct apply_table *apply_tables_find(
    struct apply_tables *tables, const char *name, struct li_error *err)
{
    assert(tables && name && err);
    struct apply_table *table = tables->first;
    while (table && strcmp(table->name, name) != 0)
        table = table->next;
    if (table)
        return table;
    table = apply_table_new(tables, name, err);
    if (!table)
        return NULL;
    table->next = tables->first;
    tables->first = table;
    return table;
}

/* *query, prepared from sql if it is NULL, or else reset. sql is freed. NULL on failure. */
static struct query *apply_table_query(
    struct store *store, struct query **query, char *sql, struct li_error *err)
{
    if (!*query)
        *query = query_new(store, sql, err);
    else
        query_reset(*query);
    free(sql);
    return *query;
}

bool apply_table_is_plain(const struct apply_table *table, int column)
{
    assert(table && column >= 0 && (size_t)column < table->info->count);
    bool plain = table->info->columns[column].key == 0;
    for (size_t i = 0; i < table->link_count; i++)
        plain = plain && table->links[i].column != column;
    return plain;
}

/* The record is held from now on, with the row that the select is on. */
static void apply_table_hold(struct apply_table *table, const struct changeset *change)
{
    table->record = field_buffer_hold(&table->buffer, changeset_id(change), table->select);
    query_reset(table->select);
}

int apply_table_select(
    struct apply_table *table, const struct changeset *change, struct li_error *err)
{
    assert(table && change && err);
    bool buffered = table->tables->buffered;
    table->record = buffered ? field_buffer_find(&table->buffer, changeset_id(change)) : NULL;
    if (table->record)
        return 1;
    char *sql = table->select ? NULL : li_format("SELECT * FROM \"%s\" WHERE id = ?1", table->name);
    struct query *select = apply_table_query(table->store, &table->select, sql, err);
    if (!select)
        return -1;
    query_bind_id(select, 1, changeset_id(change));
    int found = query_step(select, err);
    if (found > 0 && buffered)
        apply_table_hold(table, change);
    return found;
}

void apply_table_release(struct apply_table *table)
{
    assert(table);
    if (table->select && !table->record)
        query_reset(table->select);
}

sqlite3_value *apply_table_value(struct apply_table *table, int column)
{
    assert(table && column >= 0 && (size_t)column < table->info->count);
    return table->record ? table->record->now[column] : query_value(table->select, column);
}

const char *apply_table_text(struct apply_table *table, int column)
{
    return value_text(apply_table_value(table, column), table->text);
}

void apply_table_remember(struct apply_table *table, const struct changeset *change)
{
    assert(table && !table->record && change);
    if (!field_buffer_find(&table->before, changeset_id(change)))
        field_buffer_hold(&table->before, changeset_id(change), table->select);
}

void apply_tables_forget_before(struct apply_tables *tables)
{
    assert(tables);
    for (struct apply_table *table = tables->first; table; table = table->next)
        if (table->before.count)
            field_buffer_clear(&table->before);
}

bool apply_table_is(
    struct apply_table *table, const struct changeset *change, enum changeset_side side)
{
    assert(table && change);
    bool is = true;
    for (int i = 0; i < (int)table->info->count && is; i++) {
        sqlite3_value *value = changeset_value(change, side, i), *now = apply_table_value(table, i);
        is = value ? value_equal(value, now) : sqlite3_value_type(now) == SQLITE_NULL;
    }
    return is;
}

bool apply_table_is_set(struct apply_table *table, const struct changeset *change)
{
    assert(table && change);
    bool is = true;
    for (int i = 0; i < changeset_carried(change) && is; i++) {
        sqlite3_value *value = changeset_value(change, CHANGESET_NEW, i);
        is = !value || value_equal(value, apply_table_value(table, i));
    }
    return is;
}

/* A NULL rowid lets SQLite choose the next one. */
static char *apply_table_insert_sql(const struct apply_table *table)
{
    struct bytes sql = {0};
    bytes_add_text(&sql, "INSERT INTO \"");
    bytes_add_text(&sql, table->name);
    bytes_add_text(&sql, "\" (rowid");
    for (int i = 0; i < table->insert_columns; i++) {
        bytes_add_text(&sql, ", \"");
        bytes_add_text(&sql, table->info->columns[i].name);
        bytes_add_text(&sql, "\"");
    }
    bytes_add_text(&sql, ") VALUES (?");
    for (int i = 0; i < table->insert_columns; i++)
        bytes_add_text(&sql, ", ?");
    bytes_add(&sql, ")", sizeof ")");
    return (char *)sql.at;
}

static void apply_table_bind_row(struct apply_table *table, int64_t had)
{
    if (had)
        query_bind_int(table->insert, 1, had);
    else if (table->last_row)
        query_bind_int(table->insert, 1, table->last_row + 1);
    else
        query_bind_text(table->insert, 1, NULL);
}

enum li_err apply_table_insert(struct apply_table *table, const struct changeset *change,
    enum changeset_side side, struct li_error *err)
{
    assert(table && change && err);
    int columns = changeset_carried(change);
    if (table->insert_columns != columns) { /* this changeset was made under another schema */
        query_free(table->insert);
        table->insert = NULL;
        table->insert_columns = columns;
    }
    char *sql = table->insert ? NULL : apply_table_insert_sql(table);
    struct query *insert = apply_table_query(table->store, &table->insert, sql, err);
    if (!insert)
        return err->code;
    int64_t had = rowid_map_find(&table->removed, changeset_id(change));
    apply_table_bind_row(table, had);
    for (int i = 0; i < columns; i++)
        query_bind_value(insert, i + 2, changeset_value(change, side, i));
    store_changes_set_returning(table->store, had != 0);
    enum li_err code = query_finish(insert, err);
    store_changes_set_returning(table->store, false);
    if (!code && !had && table->last_row)
        table->last_row++;
    return code;
}

/* The statement that sets a column of a record to its first parameter. NULL on failure. */
static struct query *apply_table_setter(
    struct apply_table *table, const struct id *id, int column, struct li_error *err)
{
    assert(table && id && column >= 0 && (size_t)column < table->info->count && err);
    struct query **set = &table->set[column];
    char *sql = *set ? NULL
                     : li_format("UPDATE \"%s\" SET \"%s\" = ?1 WHERE id = ?2", table->name,
                           table->info->columns[column].name);
    struct query *query = apply_table_query(table->store, set, sql, err);
    if (query)
        query_bind_id(query, 2, id);
    return query;
}

static enum li_err apply_table_set_value(struct apply_table *table, const struct id *id, int column,
    sqlite3_value *value, struct li_error *err)
{
    struct query *query = apply_table_setter(table, id, column, err);
    if (!query)
        return err->code;
    query_bind_value(query, 1, value);
    return query_finish(query, err);
}

/* While settings are buffered, a value that the table may refuse is written at once. */
enum li_err apply_table_set(struct apply_table *table, const struct changeset *change, int column,
    sqlite3_value *value, struct li_error *err)
{
    struct field_buffer_record *record = table->tables->buffered ? table->record : NULL;
    if (record && field_buffer_set(record, column, value))
        return LI_OK;
    if (record && !table->info->columns[column].checked) {
        field_buffer_accept(&table->buffer, record, column, value);
        return LI_OK;
    }
    enum li_err code = apply_table_set_value(table, changeset_id(change), column, value, err);
    if (code || !record)
        return code;
    field_buffer_accept(&table->buffer, record, column, value);
    record->written[column] = record->now[column];
    return LI_OK;
}

enum li_err apply_table_put_back(struct apply_table *table, const struct changeset *change,
    int column, sqlite3_value *value, struct li_error *err)
{
    assert(table && change && value && err);
    if (!table->tables->buffered)
        return apply_table_set_value(table, changeset_id(change), column, value, err);
    assert(table->record && id_equal(&table->record->id, changeset_id(change)));
    field_buffer_accept(&table->buffer, table->record, column, value);
    return LI_OK;
}

enum li_err apply_table_write(
    struct apply_table *table, struct field_buffer_record *record, struct li_error *err)
{
    assert(table && record && record->now && err);
    enum li_err code = LI_OK;
    for (int i = 0; i < (int)table->info->count && !code; i++) {
        if (value_equal(record->now[i], record->written[i]))
            continue;
        code = apply_table_set_value(table, &record->id, i, record->now[i], err);
        record->written[i] = record->now[i];
    }
    return code;
}

enum li_err apply_table_set_id(struct apply_table *table, const struct changeset *change,
    int column, const struct id *id, struct li_error *err)
{
    struct query *query = apply_table_setter(table, changeset_id(change), column, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, id);
    return query_finish(query, err);
}

/* Loads last_row before the first removal. */
static enum li_err apply_table_load_last_row(struct apply_table *table, struct li_error *err)
{
    if (table->last_row)
        return LI_OK;
    char *sql = li_format("SELECT max(rowid) FROM \"%s\"", table->name);
    enum li_err code = query_number(table->store, sql, &table->last_row, err);
    free(sql);
    return code;
}

enum li_err apply_table_remove(
    struct apply_table *table, const struct changeset *change, struct li_error *err)
{
    assert(table && change && err);
    if (apply_table_load_last_row(table, err))
        return err->code;
    char *sql = table->remove
                    ? NULL
                    : li_format("DELETE FROM \"%s\" WHERE id = ?1 RETURNING rowid", table->name);
    struct query *remove = apply_table_query(table->store, &table->remove, sql, err);
    if (!remove)
        return err->code;
    query_bind_id(remove, 1, changeset_id(change));
    int step;
    while ((step = query_step(remove, err)) > 0)
        rowid_map_set(&table->removed, changeset_id(change), query_int(remove, 0));
    query_reset(remove);
    return step < 0 ? err->code : LI_OK;
}

/* 1: the query returns a row for the id. 0: it doesn't. -1: failed; see *err. */
static int apply_table_ask(struct query *query, const struct id *id, struct li_error *err)
{
    query_bind_id(query, 1, id);
    int found = query_step(query, err);
    query_reset(query);
    return found;
}

int apply_table_has_parent(struct apply_table *table, struct apply_table_link *link,
    const struct id *id, struct li_error *err)
{
    assert(table && link && id && err);
    char *sql =
        link->find_parent ? NULL : li_format("SELECT 1 FROM \"%s\" WHERE id = ?1", link->parent);
    struct query *query = apply_table_query(table->store, &link->find_parent, sql, err);
    return query ? apply_table_ask(query, id, err) : -1;
}

int apply_table_is_referred_to(
    struct apply_table *table, const struct changeset *change, struct li_error *err)
{
    assert(table && change && err);
    int found = 0;
    for (size_t i = 0; i < table->backlink_count && found == 0; i++) {
        struct apply_table_backlink *link = &table->backlinks[i];
        char *sql = link->query ? NULL : li_strdup(link->sql);
        struct query *query = apply_table_query(table->store, &link->query, sql, err);
        found = query ? apply_table_ask(query, changeset_id(change), err) : -1;
    }
    return found;
}
