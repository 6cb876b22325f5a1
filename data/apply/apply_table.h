/*
 * apply_table.h: a replicated table, and the statements by which entries change it.
 *
 * Each function acts on the record of the changeset's current change. If a statement fails, *err
 * says why; LI_REFUSED: the table does not accept the value or row.
 */
#ifndef LI_DATA_APPLY_APPLY_TABLE_H
#define LI_DATA_APPLY_APPLY_TABLE_H

#include "data/apply/field_buffer.h"
#include "data/apply/rowid_map.h"
#include "data/changeset/changeset.h"
#include "data/store/store.h"
#include "data/store/value.h"
#include <stddef.h>

struct apply_tables;
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

/* Statements are prepared when first needed. Invariants, between calls:
   1. last_row is 0 until the first removal. From then on no rowid in the table or in `removed` is
      higher, and new records get the rowids after it.
   2. insert, once prepared, sets the rowid and insert_columns columns.
   3. While tables->buffered, settings are made in `buffer` (apply_buffer.h). */
struct apply_table {
    struct apply_tables *tables; /* it is one of these */
    struct store *store;
    char *name;
    const struct table_info *info;
    struct query *select; /* on the record's row, or unused while `record` is set */
    struct field_buffer buffer;
    struct field_buffer_record *record; /* that apply_table_select found in the buffer */
    char text[VALUE_TEXT_SIZE];         /* of apply_table_text */
    struct field_buffer before;         /* records as they were before the present entry */
    struct query *remove, *insert;
    struct rowid_map removed; /* the rowids of removed records */
    int64_t last_row;         /* the highest rowid in use before the first removal or since; 0: no
                                 removal yet */
    int insert_columns;       /* how many columns `insert` sets */
    struct query **set;       /* one per column */
    struct apply_table_link *links;
    size_t link_count;
    struct apply_table_backlink *backlinks;
    size_t backlink_count;
    struct apply_table *next;
};

/* The tables used so far, with their statements, for all entries that are applied and taken out
   between new and free. That must be within one transaction, with no change of the schema. A record
   that is removed and inserted again gets its old rowid, and no other record gets that rowid:
   cursors, selections and cache tables depend on it. */
struct apply_tables {
    struct store *store;
    struct apply_table *first;
    bool deferred; /* apply_tables_defer has run */
    bool buffers;  /* between apply_buffer_begin and apply_buffer_end */
    bool buffered; /* the settings of the present entry are buffered */
};
struct apply_tables *apply_tables_new(struct store *store);
void apply_tables_free(struct apply_tables *tables); /* NULL is allowed */
struct store *apply_tables_store(struct apply_tables *tables);

/* Defers the enforcement of references until the transaction ends. */
enum li_err apply_tables_defer(struct apply_tables *tables, struct li_error *err);

/* Valid until apply_tables_free. NULL on failure. */
struct apply_table *apply_tables_find(
    struct apply_tables *tables, const char *name, struct li_error *err);

/* Whether a column is neither the key nor a reference. */
bool apply_table_is_plain(const struct apply_table *table, int column);

/* 1: the record is selected until apply_table_release. 0: it is absent. -1: failed; see *err. */
int apply_table_select(
    struct apply_table *table, const struct changeset *change, struct li_error *err);
void apply_table_release(struct apply_table *table); /* also if none is selected */

/* A value of the selected record; as text, until the next call. */
struct sqlite3_value *apply_table_value(struct apply_table *table, int column);
const char *apply_table_text(struct apply_table *table, int column);

/* Holds the values of the selected record in table->before, until apply_tables_forget_before. */
void apply_table_remember(struct apply_table *table, const struct changeset *change);
void apply_tables_forget_before(struct apply_tables *tables);

/* Whether the selected record equals one side of the change in every column. Columns that the
   changeset lacks must be NULL. */
bool apply_table_is(
    struct apply_table *table, const struct changeset *change, enum changeset_side side);

/* Whether the selected record has the new value of each column that the setting sets. */
bool apply_table_is_set(struct apply_table *table, const struct changeset *change);

/* Inserts one side of the change: the record that an addition adds, or that a removal removed. */
enum li_err apply_table_insert(struct apply_table *table, const struct changeset *change,
    enum changeset_side side, struct li_error *err);

/* Sets one column to a value or, if it is a reference, to an id (NULL: NULL). */
enum li_err apply_table_set(struct apply_table *table, const struct changeset *change, int column,
    struct sqlite3_value *value, struct li_error *err);
enum li_err apply_table_set_id(struct apply_table *table, const struct changeset *change,
    int column, const struct id *id, struct li_error *err);

/* Sets one column back to a value that it had before. While settings are buffered, the record must
   have been selected last. */
enum li_err apply_table_put_back(struct apply_table *table, const struct changeset *change,
    int column, struct sqlite3_value *value, struct li_error *err);

/* Writes what the buffer holds of a record and the table lacks. */
enum li_err apply_table_write(
    struct apply_table *table, struct field_buffer_record *record, struct li_error *err);

enum li_err apply_table_remove(
    struct apply_table *table, const struct changeset *change, struct li_error *err);

/* 1: the link's parent table has the record. 0: it doesn't. -1: failed; see *err. */
int apply_table_has_parent(struct apply_table *table, struct apply_table_link *link,
    const struct id *id, struct li_error *err);

/* 1: something refers to the record. 0: nothing does. -1: failed; see *err. */
int apply_table_is_referred_to(
    struct apply_table *table, const struct changeset *change, struct li_error *err);

#endif
