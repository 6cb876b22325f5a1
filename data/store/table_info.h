/*
 * table_info.h: which columns a table has, asked once.
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
    bool has_default;  /* what is left out is not null */
    unsigned char key; /* its place in the primary key, from 1; 0: none */
};

struct table_info {
    char *table;
    struct table_info_column *columns;
    size_t count; /* 0: there is no such table */
    struct table_info *next;
};

/* Of the database as it is now, whoever changed it. The store keeps it; NULL: it could not be
   asked. */
const struct table_info *store_table_info(
    struct store *store, const char *table, struct li_error *err);

/* Before the store is closed. */
void store_forget_table_info(struct store *store);

#endif
