/*
 * apply_table.c: the tables that entries are put into, and the statements that do it.
 */
#include "data/base/memory.h"
#include "data/journal/apply_internal.h"
#include "data/store/session.h"
#include <stdlib.h>
#include <string.h>

struct applier *applier_new(struct store *store)
{
    struct applier *applier = li_calloc(1, sizeof *applier);
    applier->store = store;
    return applier;
}

static void apply_applied_table_free(struct applied_table *table)
{
    query_free(table->select);
    query_free(table->remove);
    query_free(table->insert);
    for (size_t i = 0; table->set && i < table->shape->count; i++)
        query_free(table->set[i]);
    for (size_t i = 0; i < table->link_count; i++)
        query_free(table->links[i].parent_is_there);
    for (size_t i = 0; i < table->backlink_count; i++) {
        query_free(table->backlinks[i].query);
        free(table->backlinks[i].sql);
    }
    free(table->set);
    free(table->links);
    free(table->backlinks);
    free(table->name);
    free(table);
}

void applier_free(struct applier *applier)
{
    while (applier && applier->tables) {
        struct applied_table *next = applier->tables->next;
        apply_applied_table_free(applier->tables);
        applier->tables = next;
    }
    free(applier);
}

static void apply_table_add_link(struct applied_table *table, const struct reference *reference)
{
    for (size_t i = 0; i < table->shape->count; i++)
        if (strcmp(table->shape->columns[i].name, reference->column) == 0) {
            table->links = li_realloc(table->links, table->link_count + 1, sizeof *table->links);
            table->links[table->link_count++] =
                (struct link){.column = (int)i, .parent = reference->parent};
        }
}

static void apply_table_add_backlink(struct applied_table *table, const struct reference *reference)
{
    table->backlinks =
        li_realloc(table->backlinks, table->backlink_count + 1, sizeof *table->backlinks);
    table->backlinks[table->backlink_count++] =
        (struct backlink){.sql = li_format("SELECT 1 FROM \"%s\" WHERE \"%s\" = ?1 LIMIT 1",
                              reference->table, reference->column)};
}

static struct applied_table *apply_table_new(
    struct store *store, const char *name, struct li_error *err)
{
    size_t count;
    const struct reference *references = store_references(store, &count, err);
    const struct table_info *shape = references ? store_table_info(store, name, err) : NULL;
    if (!shape)
        return NULL;
    struct applied_table *table = li_calloc(1, sizeof *table);
    table->name = li_strdup(name);
    table->shape = shape;
    table->set = li_calloc(shape->count, sizeof *table->set);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(references[i].table, name) == 0)
            apply_table_add_link(table, &references[i]);
        if (strcmp(references[i].parent, name) == 0)
            apply_table_add_backlink(table, &references[i]);
    }
    return table;
}

enum li_err applying_learn_table(struct applying *applying, struct li_error *err)
{
    struct applier *applier = applying->applier;
    const char *name = changeset_table(applying->change);
    if (applying->table && strcmp(applying->table->name, name) == 0)
        return LI_OK;
    applying->table = applier->tables;
    while (applying->table && strcmp(applying->table->name, name) != 0)
        applying->table = applying->table->next;
    if (applying->table)
        return LI_OK;
    applying->table = apply_table_new(applier->store, name, err);
    if (!applying->table)
        return err->code;
    applying->table->next = applier->tables;
    applier->tables = applying->table;
    return LI_OK;
}

/* A statement that is prepared when it is first asked for. The text is freed. */
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

int applying_look(struct applying *applying, struct li_error *err)
{
    struct applied_table *table = applying->table;
    char *sql = table->select ? NULL : li_format("SELECT * FROM \"%s\" WHERE id = ?1", table->name);
    struct query *select = apply_table_query(applying->store, &table->select, sql, err);
    if (!select)
        return -1;
    query_bind_id(select, 1, changeset_id(applying->change));
    return query_step(select, err);
}

static char *apply_table_insert_sql(const struct applied_table *table)
{
    struct bytes sql = {0};
    bytes_add_text(&sql, "INSERT INTO \"");
    bytes_add_text(&sql, table->name);
    for (int i = 0; i < table->insert_columns; i++) {
        bytes_add_text(&sql, i ? "\", \"" : "\" (\"");
        bytes_add_text(&sql, table->shape->columns[i].name);
    }
    bytes_add_text(&sql, "\") VALUES (?");
    for (int i = 1; i < table->insert_columns; i++)
        bytes_add_text(&sql, ", ?");
    bytes_add(&sql, ")", sizeof ")");
    return (char *)sql.at;
}

enum li_err applying_insert(
    struct applying *applying, enum changeset_side side, struct li_error *err)
{
    struct applied_table *table = applying->table;
    int columns = changeset_carried(applying->change);
    if (table->insert_columns != columns) { /* of an older schema's */
        query_free(table->insert);
        table->insert = NULL;
        table->insert_columns = columns;
    }
    char *sql = table->insert ? NULL : apply_table_insert_sql(table);
    struct query *insert = apply_table_query(applying->store, &table->insert, sql, err);
    if (!insert)
        return err->code;
    for (int i = 0; i < columns; i++)
        query_bind_value(insert, i + 1, changeset_value(applying->change, side, i));
    return query_finish(insert, err);
}

/* What sets the column of the record to its first parameter. */
static struct query *applying_setter(struct applying *applying, int column, struct li_error *err)
{
    struct applied_table *table = applying->table;
    struct query **set = &table->set[column];
    char *sql = *set ? NULL
                     : li_format("UPDATE \"%s\" SET \"%s\" = ?1 WHERE id = ?2", table->name,
                           table->shape->columns[column].name);
    struct query *query = apply_table_query(applying->store, set, sql, err);
    if (query)
        query_bind_id(query, 2, changeset_id(applying->change));
    return query;
}

enum li_err applying_set(
    struct applying *applying, int column, sqlite3_value *value, struct li_error *err)
{
    struct query *query = applying_setter(applying, column, err);
    if (!query)
        return err->code;
    query_bind_value(query, 1, value);
    return query_finish(query, err);
}

enum li_err applying_set_link(
    struct applying *applying, int column, const struct id *id, struct li_error *err)
{
    struct query *query = applying_setter(applying, column, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, id);
    return query_finish(query, err);
}

enum li_err applying_remove(struct applying *applying, struct li_error *err)
{
    struct applied_table *table = applying->table;
    char *sql = table->remove ? NULL : li_format("DELETE FROM \"%s\" WHERE id = ?1", table->name);
    struct query *remove = apply_table_query(applying->store, &table->remove, sql, err);
    if (!remove)
        return err->code;
    query_bind_id(remove, 1, changeset_id(applying->change));
    return query_finish(remove, err);
}

/* 1: it gives a row for the id. 0: none. -1: *err. */
static int apply_asks_for(struct query *query, const struct id *id, struct li_error *err)
{
    query_bind_id(query, 1, id);
    int there = query_step(query, err);
    query_reset(query);
    return there;
}

int link_finds(
    struct applying *applying, struct link *link, const struct id *id, struct li_error *err)
{
    char *sql = link->parent_is_there
                    ? NULL
                    : li_format("SELECT 1 FROM \"%s\" WHERE id = ?1", link->parent);
    struct query *query = apply_table_query(applying->store, &link->parent_is_there, sql, err);
    return query ? apply_asks_for(query, id, err) : -1;
}

int applying_is_named(struct applying *applying, struct li_error *err)
{
    int named = 0;
    struct applied_table *table = applying->table;
    for (size_t i = 0; i < table->backlink_count && named == 0; i++) {
        struct backlink *link = &table->backlinks[i];
        struct query *query =
            apply_table_query(applying->store, &link->query, li_strdup(link->sql), err);
        named = query ? apply_asks_for(query, changeset_id(applying->change), err) : -1;
    }
    return named;
}
