/*
 * plain_tables.c: tables in memory for tests.
 */
#include "tests/support/plain_tables.h"
#include "data/base/bytes.h"
#include "data/base/error.h"
#include "data/base/id.h"
#include "data/base/memory.h"
#include "data/changeset/changeset.h"
#include "data/changeset/sqlite_session.h"
#include "data/journal/scratch.h"
#include "data/store/query.h"
#include "data/store/table_info.h"
#include "data/store/value.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* --- the schema ------------------------------------------------------------------------------- */

static void read_columns(struct store *store, struct plain_schema *schema, int at)
{
    struct li_error err;
    struct plain_table *table = &schema->tables[at];
    struct query *query = query_new(store,
        "SELECT i.name, f.\"table\", i.type = 'NUMERIC', i.\"notnull\" FROM pragma_table_info(?1) i"
        " LEFT JOIN pragma_foreign_key_list(?1) f ON f.\"from\" = i.name ORDER BY i.cid",
        &err);
    query_bind_text(query, 1, table->name);
    while (query_step(query, &err) > 0) {
        const char *parent = query_text(query, 1);
        assert_in_range(table->count, 0, PLAIN_COLUMNS_MOST - 1);
        table->columns[table->count++] = (struct plain_column){li_strdup(query_text(query, 0)),
            parent ? plain_table_find(schema, parent) : -1, query_int(query, 2) != 0,
            query_int(query, 3) != 0};
    }
    query_free(query);
    assert_string_equal(table->columns[PLAIN_ID].name, "id");
}

static void copy_table(struct store *store, struct plain_schema *schema, const char *name)
{
    struct li_error err;
    struct query *query =
        query_new(store, "SELECT sql FROM sqlite_schema WHERE name = ?1 AND type = 'table'", &err);
    query_bind_text(query, 1, name);
    assert_int_equal(query_step(query, &err), 1);
    assert_int_equal(
        sqlite3_exec(schema->scratch, query_text(query, 0), NULL, NULL, NULL), SQLITE_OK);
    query_free(query);
}

struct plain_schema *plain_schema_new(void)
{
    struct store *store;
    struct li_error err;
    char **names;
    size_t count;
    struct plain_schema *schema = li_calloc(1, sizeof *schema);
    assert_int_equal(scratch_open(&store, NULL, NULL, &err), LI_OK);
    assert_int_equal(table_info_load_names(store, &names, &count, &err), LI_OK);
    assert_in_range(count, 1, PLAIN_TABLES_MOST);
    assert_int_equal(sqlite3_open(":memory:", &schema->scratch), SQLITE_OK);
    sqlite3_exec(schema->scratch, "PRAGMA foreign_keys = OFF", NULL, NULL, NULL);
    for (size_t i = 0; i < count; i++)
        schema->tables[schema->count++].name = names[i];
    for (int i = 0; i < schema->count; i++) {
        read_columns(store, schema, i);
        copy_table(store, schema, names[i]);
    }
    free(names);
    store_close(store);
    return schema;
}

/* Each pointer in the list. */
static void forget(struct bytes *list, void (*fn)(void *one))
{
    for (size_t i = 0; i < list->size; i += sizeof(void *)) {
        void *one;
        memcpy(&one, (char *)list->at + i, sizeof one);
        fn(one);
    }
    list->size = 0;
}

static void value_free(void *value)
{
    sqlite3_value_free(value);
}

void plain_schema_forget(struct plain_schema *schema)
{
    forget(&schema->values, value_free);
    forget(&schema->rows, free);
    forget(&schema->packs, free);
}

void plain_schema_free(struct plain_schema *schema)
{
    plain_schema_forget(schema);
    free(schema->values.at);
    free(schema->rows.at);
    free(schema->packs.at);
    for (int i = 0; i < schema->count; i++) {
        for (int j = 0; j < schema->tables[i].count; j++)
            free(schema->tables[i].columns[j].name);
        free(schema->tables[i].name);
        sqlite3_finalize(schema->takers[i]);
    }
    sqlite3_close(schema->scratch);
    free(schema);
}

int plain_set_up(void **state)
{
    *state = plain_schema_new();
    return 0;
}

int plain_tear_down(void **state)
{
    plain_schema_free(*state);
    return 0;
}

int plain_table_find(const struct plain_schema *schema, const char *name)
{
    for (int i = 0; i < schema->count; i++)
        if (strcmp(schema->tables[i].name, name) == 0)
            return i;
    fail_msg("there is no table %s", name);
    return -1;
}

static sqlite3_stmt *taker(struct plain_schema *schema, int table)
{
    const struct plain_table *of = &schema->tables[table];
    struct bytes sql = {0};
    bytes_add_text(&sql, "INSERT INTO \"");
    bytes_add_text(&sql, of->name);
    bytes_add_text(&sql, "\" VALUES (?");
    for (int i = 1; i < of->count; i++)
        bytes_add_text(&sql, ", ?");
    bytes_add(&sql, ")", sizeof ")");
    int rc = sqlite3_prepare_v2(schema->scratch, sql.at, -1, &schema->takers[table], NULL);
    assert_int_equal(rc, SQLITE_OK);
    free(sql.at);
    return schema->takers[table];
}

bool plain_takes(struct plain_schema *schema, int table, const struct plain_row *row)
{
    sqlite3_stmt *insert = schema->takers[table] ? schema->takers[table] : taker(schema, table);
    sqlite3_exec(schema->scratch, "BEGIN", NULL, NULL, NULL);
    for (int i = 0; i < schema->tables[table].count; i++)
        sqlite3_bind_value(insert, i + 1, row->value[i]);
    int rc = sqlite3_step(insert);
    sqlite3_reset(insert);
    sqlite3_exec(schema->scratch, "ROLLBACK", NULL, NULL, NULL);
    assert_true(rc == SQLITE_DONE || rc == SQLITE_CONSTRAINT);
    return rc == SQLITE_DONE;
}

/* --- values ----------------------------------------------------------------------------------- */

plain_value plain_keep(struct plain_schema *schema, sqlite3_value *value)
{
    if (!value)
        return NULL;
    plain_value copy = sqlite3_value_dup(value);
    bytes_add(&schema->values, &copy, sizeof copy);
    return copy;
}

/* SQLite makes values of what is bound. */
static sqlite3_stmt *maker(struct plain_schema *schema)
{
    sqlite3_stmt *statement;
    assert_int_equal(
        sqlite3_prepare_v2(schema->scratch, "SELECT ?1", -1, &statement, NULL), SQLITE_OK);
    return statement;
}

static plain_value made(struct plain_schema *schema, sqlite3_stmt *statement)
{
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    plain_value value = plain_keep(schema, sqlite3_column_value(statement, 0));
    sqlite3_finalize(statement);
    return value;
}

plain_value plain_null(struct plain_schema *schema)
{
    return made(schema, maker(schema));
}

plain_value plain_text(struct plain_schema *schema, const char *text)
{
    sqlite3_stmt *statement = maker(schema);
    sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC);
    return made(schema, statement);
}

/* A whole one is kept as such, as a numeric column does. */
plain_value plain_number(struct plain_schema *schema, double number)
{
    sqlite3_stmt *statement = maker(schema);
    if (number >= -1000 && number <= 1000 && (double)(int)number <= number &&
        (double)(int)number >= number)
        sqlite3_bind_int(statement, 1, (int)number);
    else
        sqlite3_bind_double(statement, 1, number);
    return made(schema, statement);
}

plain_value plain_ref(struct plain_schema *schema, const struct id *id)
{
    sqlite3_stmt *statement = maker(schema);
    sqlite3_bind_blob(statement, 1, id->byte, ID_SIZE, SQLITE_STATIC);
    return made(schema, statement);
}

bool plain_is_null(plain_value value)
{
    return !value || sqlite3_value_type(value) == SQLITE_NULL;
}

bool plain_same(plain_value a, plain_value b)
{
    return value_equal(a, b);
}

char *plain_tell(plain_value value)
{
    char room[VALUE_TEXT_SIZE];
    return value ? li_strdup(value_text(value, room)) : NULL;
}

/* --- rows ------------------------------------------------------------------------------------- */

struct plain_row *plain_row_new(struct plain_schema *schema, const struct plain_row *from)
{
    struct plain_row *row = li_calloc(1, sizeof *row);
    bytes_add(&schema->rows, &row, sizeof row);
    if (from)
        *row = *from;
    return row;
}

static int row_place(const struct plain_db *db, int table, const struct id *id)
{
    const struct plain_rows *rows = &db->tables[table];
    for (int i = 0; i < rows->count; i++)
        if (id_equal(&rows->row[i]->id, id))
            return i;
    return -1;
}

const struct plain_row *plain_find(const struct plain_db *db, int table, const struct id *id)
{
    int at = row_place(db, table, id);
    return at < 0 ? NULL : db->tables[table].row[at];
}

void plain_set(struct plain_db *db, int table, const struct plain_row *row)
{
    struct plain_rows *rows = &db->tables[table];
    int at = row_place(db, table, &row->id);
    if (at < 0) {
        at = rows->count++;
        rows->row = li_realloc(rows->row, (size_t)rows->count, sizeof *rows->row);
    }
    rows->row[at] = row;
}

void plain_drop(struct plain_db *db, int table, const struct id *id)
{
    struct plain_rows *rows = &db->tables[table];
    int at = row_place(db, table, id);
    if (at >= 0)
        rows->row[at] = rows->row[--rows->count];
}

struct plain_db plain_copy(const struct plain_db *db)
{
    struct plain_db copy = {0};
    for (int i = 0; i < PLAIN_TABLES_MOST; i++)
        for (int j = 0; j < db->tables[i].count; j++)
            plain_set(&copy, i, db->tables[i].row[j]);
    return copy;
}

void plain_clear(struct plain_db *db)
{
    for (int i = 0; i < PLAIN_TABLES_MOST; i++)
        free(db->tables[i].row);
    *db = (struct plain_db){0};
}

/* --- changesets ------------------------------------------------------------------------------- */

void plain_changes_add(struct plain_changes *changes, const struct plain_change *change)
{
    changes->change =
        li_realloc(changes->change, (size_t)changes->count + 1, sizeof *changes->change);
    changes->change[changes->count++] = *change;
}

struct plain_changes plain_unpack(struct plain_schema *schema, const void *bytes, size_t size)
{
    struct plain_changes changes = {0};
    sqlite3_changeset_iter *iter;
    if (size == 0)
        return changes;
    assert_int_equal(sqlite3changeset_start(&iter, (int)size, (void *)bytes), SQLITE_OK);
    while (sqlite3changeset_next(iter) == SQLITE_ROW) {
        const char *table;
        int operation;
        struct plain_change change = {0};
        sqlite3changeset_op(iter, &table, &change.carried, &operation, NULL);
        change.table = plain_table_find(schema, table);
        change.how = operation == SQLITE_INSERT   ? CHANGE_ADD
                     : operation == SQLITE_DELETE ? CHANGE_REMOVE
                                                  : CHANGE_SET;
        for (int i = 0; i < change.carried; i++) {
            sqlite3_value *was = NULL, *now = NULL;
            if (change.how != CHANGE_ADD)
                sqlite3changeset_old(iter, i, &was);
            if (change.how != CHANGE_REMOVE)
                sqlite3changeset_new(iter, i, &now);
            change.was[i] = plain_keep(schema, was);
            change.now[i] = plain_keep(schema, now);
        }
        plain_value key = change.how == CHANGE_ADD ? change.now[PLAIN_ID] : change.was[PLAIN_ID];
        assert_true(value_id(key, &change.id));
        plain_changes_add(&changes, &change);
    }
    assert_int_equal(sqlite3changeset_finalize(iter), SQLITE_OK);
    return changes;
}

static void pack_big_endian(struct bytes *out, uint64_t whole)
{
    for (int shift = 56; shift >= 0; shift -= 8) {
        unsigned char byte = (unsigned char)(whole >> shift);
        bytes_add(out, &byte, 1);
    }
}

/* Seven bits a byte, the highest first; all but the last are marked. */
static void pack_length(struct bytes *out, unsigned length)
{
    for (int shift = 28; shift >= 0; shift -= 7) {
        unsigned char byte = (unsigned char)((length >> shift & 0x7F) | (shift ? 0x80 : 0));
        if (shift == 0 || length >> shift)
            bytes_add(out, &byte, 1);
    }
}

static void pack_value(struct bytes *out, plain_value value)
{
    unsigned char type = value ? (unsigned char)sqlite3_value_type(value) : 0;
    bytes_add(out, &type, 1);
    if (type == SQLITE_INTEGER) {
        pack_big_endian(out, (uint64_t)sqlite3_value_int64(value));
    } else if (type == SQLITE_FLOAT) {
        double real = sqlite3_value_double(value);
        uint64_t whole;
        memcpy(&whole, &real, sizeof whole);
        pack_big_endian(out, whole);
    } else if (type == SQLITE_TEXT || type == SQLITE_BLOB) {
        const void *bytes = sqlite3_value_blob(value);
        int size = sqlite3_value_bytes(value);
        pack_length(out, (unsigned)size);
        bytes_add(out, bytes, (size_t)size);
    }
}

static void pack_table(
    struct bytes *out, const struct plain_schema *schema, const struct plain_change *change)
{
    unsigned char columns = (unsigned char)change->carried;
    bytes_add(out, "T", 1);
    bytes_add(out, &columns, 1);
    for (int i = 0; i < change->carried; i++)
        bytes_add(out, i == PLAIN_ID ? "\1" : "\0", 1);
    const char *name = schema->tables[change->table].name;
    bytes_add(out, name, strlen(name) + 1);
}

struct bytes plain_pack(struct plain_schema *schema, const struct plain_changes *changes)
{
    static const unsigned char operations[] = {[CHANGE_ADD] = SQLITE_INSERT,
        [CHANGE_SET] = SQLITE_UPDATE,
        [CHANGE_REMOVE] = SQLITE_DELETE};
    struct bytes out = {0};
    for (int i = 0; i < changes->count; i++) {
        const struct plain_change *change = &changes->change[i], *before = change - 1;
        if (i == 0 || before->table != change->table || before->carried != change->carried)
            pack_table(&out, schema, change);
        bytes_add(&out, &operations[change->how], 1);
        bytes_add(&out, "\0", 1); /* no trigger did it */
        for (int j = 0; change->how != CHANGE_ADD && j < change->carried; j++)
            pack_value(&out, change->was[j]);
        for (int j = 0; change->how != CHANGE_REMOVE && j < change->carried; j++)
            pack_value(&out, change->now[j]);
    }
    if (out.at)
        bytes_add(&schema->packs, &out.at, sizeof out.at);
    return out;
}

static bool difference_of(
    const struct plain_row *was, const struct plain_row *now, struct plain_change *out)
{
    bool any = !was || !now;
    out->how = !was ? CHANGE_ADD : !now ? CHANGE_REMOVE : CHANGE_SET;
    out->id = was ? was->id : now->id;
    for (int i = 0; i < out->carried; i++) {
        bool differs = !was || !now || !plain_same(was->value[i], now->value[i]);
        any = any || differs;
        out->was[i] = was && (differs || i == PLAIN_ID) ? was->value[i] : NULL;
        out->now[i] = now && differs ? now->value[i] : NULL;
    }
    return any;
}

struct plain_changes plain_difference(
    const struct plain_schema *schema, const struct plain_db *before, const struct plain_db *after)
{
    struct plain_changes changes = {0};
    for (int table = 0; table < schema->count; table++) {
        const struct plain_rows *was = &before->tables[table], *now = &after->tables[table];
        struct plain_change change = {.table = table, .carried = schema->tables[table].count};
        for (int i = 0; i < was->count; i++)
            if (difference_of(was->row[i], plain_find(after, table, &was->row[i]->id), &change))
                plain_changes_add(&changes, &change);
        for (int i = 0; i < now->count; i++)
            if (!plain_find(before, table, &now->row[i]->id) &&
                difference_of(NULL, now->row[i], &change))
                plain_changes_add(&changes, &change);
    }
    return changes;
}
