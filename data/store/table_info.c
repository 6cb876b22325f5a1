/*
 * table_info.c: the columns of tables, kept while the schema stays what it was.
 */
#include "data/store/table_info.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "data/store/store_internal.h"
#include <stdlib.h>
#include <string.h>

static void shape_free(struct shape *shape)
{
    for (size_t i = 0; i < shape->count; i++)
        free(shape->columns[i].name);
    free(shape->columns);
    free(shape->table);
    free(shape);
}

void store_forget_shapes(struct store *store)
{
    while (store->shapes) {
        struct shape *next = store->shapes->next;
        shape_free(store->shapes);
        store->shapes = next;
    }
}

/* Another program may have brought the schema up to date. */
static enum li_err shapes_heed(struct store *store, struct li_error *err)
{
    struct query *query = store_kept(store, SQL_SCHEMA_VERSION, err);
    if (!query || query_step(query, err) < 0)
        return err->code;
    int64_t version = query_int(query, 0);
    query_reset(query);
    if (version != store->shapes_of)
        store_forget_shapes(store);
    store->shapes_of = version;
    return LI_OK;
}

static struct shape *shape_read(struct store *store, const char *table, struct li_error *err)
{
    struct query *query = store_kept(store, SQL_COLUMNS, err);
    if (!query)
        return NULL;
    struct shape *shape = li_calloc(1, sizeof *shape);
    shape->table = li_strdup(table);
    query_bind_plain(query, 1, table);
    int step;
    while ((step = query_step(query, err)) > 0) {
        shape->columns = li_realloc(shape->columns, shape->count + 1, sizeof *shape->columns);
        shape->columns[shape->count++] = (struct shape_column){
            .name = li_strdup(query_text(query, 0)),
            .numeric = query_int(query, 1),
            .has_default = query_int(query, 2),
            .key = (unsigned char)query_int(query, 3),
        };
    }
    query_reset(query);
    if (step == 0)
        return shape;
    shape_free(shape);
    return NULL;
}

const struct shape *store_shape(struct store *store, const char *table, struct li_error *err)
{
    if (shapes_heed(store, err))
        return NULL;
    for (struct shape *shape = store->shapes; shape; shape = shape->next)
        if (strcmp(shape->table, table) == 0)
            return shape;
    struct shape *shape = shape_read(store, table, err);
    if (shape) {
        shape->next = store->shapes;
        store->shapes = shape;
    }
    return shape;
}
