/*
 * table_info.c: the columns of tables, kept while the schema stays what it was.
 */
#include "data/store/table_info.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "data/store/store_internal.h"
#include <stdlib.h>
#include <string.h>

static void table_shape_free(struct table_info *shape)
{
    for (size_t i = 0; i < shape->count; i++)
        free(shape->columns[i].name);
    free(shape->columns);
    free(shape->table);
    free(shape);
}

void store_forget_table_info(struct store *store)
{
    while (store->shapes) {
        struct table_info *next = store->shapes->next;
        table_shape_free(store->shapes);
        store->shapes = next;
    }
}

/* Another program may have brought the schema up to date. */
static enum li_err table_shapes_heed(struct store *store, struct li_error *err)
{
    struct query *query = store_statement(store, SQL_SCHEMA_VERSION, err);
    if (!query || query_step(query, err) < 0)
        return err->code;
    int64_t version = query_int(query, 0);
    query_reset(query);
    if (version != store->shapes_of)
        store_forget_table_info(store);
    store->shapes_of = version;
    return LI_OK;
}

static struct table_info *table_shape_read(
    struct store *store, const char *table, struct li_error *err)
{
    struct query *query = store_statement(store, SQL_COLUMNS, err);
    if (!query)
        return NULL;
    struct table_info *shape = li_calloc(1, sizeof *shape);
    shape->table = li_strdup(table);
    query_bind_plain(query, 1, table);
    int step;
    while ((step = query_step(query, err)) > 0) {
        shape->columns = li_realloc(shape->columns, shape->count + 1, sizeof *shape->columns);
        shape->columns[shape->count++] = (struct table_info_column){
            .name = li_strdup(query_text(query, 0)),
            .numeric = query_int(query, 1),
            .has_default = query_int(query, 2),
            .key = (unsigned char)query_int(query, 3),
        };
    }
    query_reset(query);
    if (step == 0)
        return shape;
    table_shape_free(shape);
    return NULL;
}

const struct table_info *store_table_info(
    struct store *store, const char *table, struct li_error *err)
{
    if (table_shapes_heed(store, err))
        return NULL;
    for (struct table_info *shape = store->shapes; shape; shape = shape->next)
        if (strcmp(shape->table, table) == 0)
            return shape;
    struct table_info *shape = table_shape_read(store, table, err);
    if (shape) {
        shape->next = store->shapes;
        store->shapes = shape;
    }
    return shape;
}
