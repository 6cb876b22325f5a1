/*
 * plain_tables.h: tables in memory, plain enough to be seen through, for holding the journal
 * against.
 *
 * Values and rows never change once made: a field is set by putting another row in its place, so
 * that a copy of all tables costs a list of rows. What is made is freed with the schema it is of.
 * What cannot be done fails the test.
 */
#ifndef LI_TESTS_SUPPORT_PLAIN_TABLES_H
#define LI_TESTS_SUPPORT_PLAIN_TABLES_H

#include "data/base/bytes.h"
#include "data/base/id.h"
#include "data/changeset/changeset.h"
#include <sqlite3.h>

enum { PLAIN_COLUMNS_MOST = 32, PLAIN_TABLES_MOST = 32, PLAIN_ID = 0 };

/* One value as SQLite has it; NULL where nothing is said of the column. */
typedef sqlite3_value *plain_value;

struct plain_row {
    struct id id;
    plain_value value[PLAIN_COLUMNS_MOST];
};

struct plain_column {
    char *name;
    int parent; /* the table it refers to; -1: none */
    bool numeric, required;
};

struct plain_table {
    char *name;
    struct plain_column columns[PLAIN_COLUMNS_MOST];
    int count;
};

/* The replicated tables of the schema, as a database tells them, and a scratch database without
   references, which is asked whether a table takes a row. */
struct plain_schema {
    struct plain_table tables[PLAIN_TABLES_MOST];
    int count;
    sqlite3 *scratch;
    sqlite3_stmt *takers[PLAIN_TABLES_MOST]; /* one a table, made when first asked */
    struct bytes values, rows, packs;        /* to be freed: pointers */
};

struct plain_schema *plain_schema_new(void);
void plain_schema_free(struct plain_schema *schema);
/* For cmocka, around a group of tests: *state is a struct plain_schema. */
int plain_set_up(void **state);
int plain_tear_down(void **state);
/* Frees all values, rows and changesets made so far. */
void plain_schema_forget(struct plain_schema *schema);

int plain_table_find(const struct plain_schema *schema, const char *name);
bool plain_takes(struct plain_schema *schema, int table, const struct plain_row *row);

plain_value plain_keep(struct plain_schema *schema, sqlite3_value *value);
plain_value plain_null(struct plain_schema *schema);
plain_value plain_text(struct plain_schema *schema, const char *text);
plain_value plain_number(struct plain_schema *schema, double number);
plain_value plain_ref(struct plain_schema *schema, const struct id *id);
bool plain_is_null(plain_value value);
bool plain_same(plain_value a, plain_value b);
/* As conflicts tell a value: NULL for null and for nothing; the caller frees it. */
char *plain_tell(plain_value value);

struct plain_row *plain_row_new(struct plain_schema *schema, const struct plain_row *from);

struct plain_rows {
    const struct plain_row **row;
    int count;
};

struct plain_db {
    struct plain_rows tables[PLAIN_TABLES_MOST];
};

const struct plain_row *plain_find(const struct plain_db *db, int table, const struct id *id);
void plain_set(struct plain_db *db, int table, const struct plain_row *row); /* added or replaced */
void plain_drop(struct plain_db *db, int table, const struct id *id);
struct plain_db plain_copy(const struct plain_db *db);
void plain_clear(struct plain_db *db);

/* A change as a changeset says it. */
struct plain_change {
    enum change_how how;
    int table, carried; /* it knows the first so many columns */
    struct id id;
    plain_value was[PLAIN_COLUMNS_MOST], now[PLAIN_COLUMNS_MOST];
};

struct plain_changes {
    struct plain_change *change;
    int count;
};

/* The list is the caller's to free; the values and what is packed are the schema's. */
struct plain_changes plain_unpack(struct plain_schema *schema, const void *bytes, size_t size);
struct bytes plain_pack(struct plain_schema *schema, const struct plain_changes *changes);
void plain_changes_add(struct plain_changes *changes, const struct plain_change *change);
/* What makes the second of the first. */
struct plain_changes plain_difference(
    const struct plain_schema *schema, const struct plain_db *before, const struct plain_db *after);

#endif
