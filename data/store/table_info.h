/*
 * table_info.h: tables, their columns, and which columns refer to which tables.
 *
 * Read once, and again when any program has changed the schema. What is returned belongs to the
 * store, and is valid until the schema changes or the store is closed.
 */
#ifndef LI_DATA_STORE_TABLE_INFO_H
#define LI_DATA_STORE_TABLE_INFO_H

#include "data/base/error.h"
#include <stdbool.h>
#include <stddef.h>

struct store;

struct table_info_column {
    char *name;
    bool numeric;      /* it turns texts into numbers */
    bool has_default;  /* a value left out is not null */
    bool checked;      /* it may refuse a value: NOT NULL, or perhaps by a CHECK */
    unsigned char key; /* its place in the primary key, from 1; 0: none */
};

struct table_info {
    char *table;
    struct table_info_column *columns;
    size_t count; /* 0: there is no such table */
    struct table_info *next;
};

/* A column that refers to the id of a parent table. */
struct reference {
    char *table, *column, *parent;
};

/* Whether a table's rows are shared with other databases: by its name alone (store.h). */
bool table_info_replicates(const char *table);

/* NULL on failure. */
const struct table_info *table_info_find(
    struct store *store, const char *table, struct li_error *err);

/* Every reference of the schema. NULL on failure. */
const struct reference *table_info_references(
    struct store *store, size_t *count, struct li_error *err);

/* Inside a transaction that defers them: whether every reference finds its record by now. */
bool table_info_references_hold(const struct store *store);

/* The names of the replicated tables, in the order of their creation, for the caller to free. */
enum li_err table_info_load_names(
    struct store *store, char ***names, size_t *count, struct li_error *err);
void table_info_free_names(char **names, size_t count);

/* Before the store is closed. */
void table_info_forget(struct store *store);

#endif
