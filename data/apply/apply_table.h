/*
 * apply_table.h: a table that entries are put into, and the statements that do it.
 *
 * Each function acts on the record of a change that a changeset is on. Where a statement fails,
 * *err says why; LI_REFUSED: the table does not accept the value or row.
 */
#ifndef LI_DATA_APPLY_APPLY_TABLE_H
#define LI_DATA_APPLY_APPLY_TABLE_H

#include "data/apply/rowid_map.h"
#include "data/changeset/changeset.h"
#include "data/store/store.h"
#include <stddef.h>

struct query;
struct table_info;

/* A column that refers to another table. */
struct apply_table_link {
    int column;
    const char *parent;
    struct query *find_parent; /* prepared when first needed */
};

/* A column of another table that refers to this one. */
struct apply_table_backlink {
    char *sql;
    struct query *query; /* prepared when first needed */
};

/* Statements are prepared when first needed. */
struct apply_table {
    struct store *store;
    char *name;
    const struct table_info *info;
    struct query *select; /* the record's row, between apply_table_select and query_reset */
    struct query *remove, *insert;
    struct rowid_map removed; /* the rowids of records that were removed */
    int64_t last_row;   /* the highest there ever was since the first removal; 0: there was none */
    int insert_columns; /* of insert */
    struct query **set; /* one a column */
    struct apply_table_link *links;
    size_t link_count;
    struct apply_table_backlink *backlinks;
    size_t backlink_count;
    struct apply_table *next;
};

/* The tables met so far, for as many entries as are put in and taken out between new and free: in
   one transaction, and the schema must not change meanwhile. A record that is removed and inserted
   again has the rowid it had, and no other record is given that: cursors, selections and derived
   tables rest on it. */
struct apply_tables;
struct apply_tables *apply_tables_new(struct store *store);
void apply_tables_free(struct apply_tables *tables); /* NULL is allowed */
struct store *apply_tables_store(struct apply_tables *tables);

/* From here on references are deferred until the transaction ends. */
enum li_err apply_tables_defer(struct apply_tables *tables, struct li_error *err);

/* NULL on failure. */
struct apply_table *apply_tables_find(
    struct apply_tables *tables, const char *name, struct li_error *err);

/* 1: the record is in the table's select, for the caller to reset. 0: it is absent. -1: *err. */
int apply_table_select(
    struct apply_table *table, const struct changeset *change, struct li_error *err);

/* Whether the record in the table's select is one side of the change, column by column; one that
   the changeset does not have is null. */
bool apply_table_is(
    struct apply_table *table, const struct changeset *change, enum changeset_side side);

/* Whether the record in the table's select has the new value of each column that the setting
   sets. */
bool apply_table_is_set(struct apply_table *table, const struct changeset *change);

/* Inserts one side of the change: the record of an addition, or that of a removal again. */
enum li_err apply_table_insert(struct apply_table *table, const struct changeset *change,
    enum changeset_side side, struct li_error *err);

/* Sets one column, to a value or, where it refers to a table, to an id (NULL: null). */
enum li_err apply_table_set(struct apply_table *table, const struct changeset *change, int column,
    struct sqlite3_value *value, struct li_error *err);
enum li_err apply_table_set_id(struct apply_table *table, const struct changeset *change,
    int column, const struct id *id, struct li_error *err);

enum li_err apply_table_remove(
    struct apply_table *table, const struct changeset *change, struct li_error *err);

/* 1: the link's parent table has that record. 0: it has not. -1: *err. */
int apply_table_has_parent(struct apply_table *table, struct apply_table_link *link,
    const struct id *id, struct li_error *err);

/* 1: something refers to the record. 0: nothing does. -1: *err. */
int apply_table_is_referred_to(
    struct apply_table *table, const struct changeset *change, struct li_error *err);

#endif
