/*
 * insert.c: an INSERT statement, and the same row encoded as in a changeset.
 *
 * The format is described at the top of SQLite's ext/session/sqlite3session.c; changeset_walk.c
 * reads it.
 */
#include "data/journal/insert.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include "data/changeset/sqlite_session.h"
#include "data/journal/journal.h"
#include "data/store/query.h"
#include "data/store/table_info.h"
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct insert_value {
    int type; /* SQLITE_INTEGER, SQLITE_FLOAT, ... */
    union {
        int64_t integer;
        double real;
        uint64_t bits;
    } number;
    const void *bytes;
    size_t size;
};

/* Invariants, once insert_new has returned:
 *  1. places[0..count) are distinct and less than width, the number of columns of the table.
 *  2. values and numeric have width items; the value of a column that isn't set is NULL.
 *  3. If known, each column that isn't set is NULL in the table, too. Otherwise one has a default,
 *     and the session must read the row back.
 */
struct insert {
    struct store *store;
    char *table;
    struct query *query;
    size_t count;   /* columns that are set */
    size_t *places; /* the index of each in the table */
    size_t width;
    bool *numeric;               /* by place: whether the column turns text into numbers */
    struct insert_value *values; /* by place */
    struct bytes head;           /* the header of the table's rows in a changeset */
    bool known;
};

static const struct insert_value insert_null = {.type = SQLITE_NULL};

/* --- making ----------------------------------------------------------------------------------- */

static void insert_add_byte(struct bytes *bytes, size_t value)
{
    unsigned char byte = (unsigned char)value;
    bytes_add(bytes, &byte, 1);
}

/* Its index among the columns that are set; count: it isn't one of them. */
static size_t insert_column_named(const char *const *columns, size_t count, const char *name)
{
    size_t at = 0;
    while (at < count && strcmp(columns[at], name) != 0)
        at++;
    return at;
}

/* Looks up the table's columns, and makes the header of its rows: 'T', the number of columns, a
   byte for each that says whether it is a key, and the table's name. */
static enum li_err insert_load_table(
    struct insert *insert, const char *const *columns, struct li_error *err)
{
    const struct table_info *info = table_info_find(insert->store, insert->table, err);
    if (!info)
        return err->code;
    insert->width = info->count;
    insert->numeric = li_calloc(info->count, sizeof *insert->numeric);
    insert_add_byte(&insert->head, 'T');
    insert_add_byte(&insert->head, info->count);
    for (size_t place = 0; place < info->count; place++) {
        const struct table_info_column *there = &info->columns[place];
        size_t column = insert_column_named(columns, insert->count, there->name);
        insert->numeric[place] = there->numeric;
        if (column < insert->count)
            insert->places[column] = place;
        else if (there->has_default)
            insert->known = false;
        insert_add_byte(&insert->head, there->key);
    }
    bytes_add(&insert->head, insert->table, strlen(insert->table) + 1);
    return LI_OK;
}

static enum li_err insert_prepare(
    struct insert *insert, const char *const *columns, struct li_error *err)
{
    struct bytes sql = {0};
    bytes_add_text(&sql, "INSERT INTO \"");
    bytes_add_text(&sql, insert->table);
    for (size_t i = 0; i < insert->count; i++) {
        bytes_add_text(&sql, i ? "\", \"" : "\" (\"");
        bytes_add_text(&sql, columns[i]);
    }
    bytes_add_text(&sql, "\") VALUES (?");
    for (size_t i = 1; i < insert->count; i++)
        bytes_add_text(&sql, ", ?");
    bytes_add(&sql, ")", sizeof ")");
    insert->query = query_new(insert->store, sql.at, err);
    free(sql.at);
    return insert->query ? LI_OK : err->code;
}

static void insert_forget(struct insert *insert)
{
    for (size_t i = 0; i < insert->width; i++)
        insert->values[i] = insert_null;
}

struct insert *insert_new(struct store *store, const char *table, const char *const *columns,
    size_t count, struct li_error *err)
{
    assert(store && table && table_info_replicates(table) && columns && count > 0 && err);
    struct insert *insert = li_calloc(1, sizeof *insert);
    insert->store = store;
    insert->table = li_strdup(table);
    insert->count = count;
    insert->places = li_calloc(count, sizeof *insert->places);
    insert->known = true;
    enum li_err code = insert_prepare(insert, columns, err);
    if (!code)
        code = insert_load_table(insert, columns, err);
    insert->values = li_calloc(insert->width, sizeof *insert->values);
    insert_forget(insert);
    if (!code)
        return insert;
    insert_free(insert);
    return NULL;
}

void insert_free(struct insert *insert)
{
    if (!insert)
        return;
    query_free(insert->query);
    free(insert->table);
    free(insert->places);
    free(insert->numeric);
    free(insert->values);
    free(insert->head.at);
    free(insert);
}

/* --- setting ---------------------------------------------------------------------------------- */

/* A number as SQLite stores it in a numeric column: a whole one as an integer. */
static struct insert_value insert_value_of_number(double number)
{
    static const double whole_most = 9007199254740992; /* 2 to the 53rd */
    if (number == floor(number) && fabs(number) < whole_most)
        return (struct insert_value){.type = SQLITE_INTEGER, .number.integer = (int64_t)number};
    return (struct insert_value){.type = SQLITE_FLOAT, .number.real = number};
}

static struct insert_value insert_value_of_text(const char *text)
{
    return (struct insert_value){.type = SQLITE_TEXT, .bytes = text, .size = strlen(text)};
}

static bool insert_is_number(const char *text)
{
    return *text && !text[strspn(text, "-.0123456789")];
}

void insert_text(struct insert *insert, size_t column, const char *text)
{
    assert(insert && column < insert->count);
    size_t place = insert->places[column];
    if (!text)
        insert->values[place] = insert_null;
    else if (insert->numeric[place] && insert_is_number(text))
        insert->values[place] = insert_value_of_number(strtod(text, NULL));
    else
        insert->values[place] = insert_value_of_text(text);
}

void insert_id(struct insert *insert, size_t column, const struct id *id)
{
    assert(insert && column < insert->count);
    insert->values[insert->places[column]] =
        id ? (struct insert_value){.type = SQLITE_BLOB, .bytes = id->byte, .size = ID_SIZE}
           : insert_null;
}

void insert_int(struct insert *insert, size_t column, int64_t value)
{
    assert(insert && column < insert->count);
    insert->values[insert->places[column]] =
        (struct insert_value){.type = SQLITE_INTEGER, .number.integer = value};
}

/* --- adding ----------------------------------------------------------------------------------- */

static void insert_bind_value(struct query *query, int at, const struct insert_value *value)
{
    switch (value->type) {
    case SQLITE_INTEGER: query_bind_int(query, at, value->number.integer); break;
    case SQLITE_FLOAT: query_bind_real(query, at, value->number.real); break;
    default: query_bind_borrowed(query, at, value->type == SQLITE_TEXT, value->bytes, value->size);
    }
}

/* A varint: seven bits per byte, the highest first. */
static void insert_add_varint(struct bytes *bytes, size_t number)
{
    int shift = 0;
    while (number >> shift > 0x7F)
        shift += 7;
    for (; shift > 0; shift -= 7)
        insert_add_byte(bytes, (number >> shift & 0x7F) | 0x80);
    insert_add_byte(bytes, number & 0x7F);
}

static void insert_add_value(struct bytes *bytes, const struct insert_value *value)
{
    insert_add_byte(bytes, (size_t)value->type);
    if (value->type == SQLITE_INTEGER || value->type == SQLITE_FLOAT) {
        unsigned char number[8];
        for (int i = 0; i < 8; i++)
            number[i] = (unsigned char)(value->number.bits >> (56 - 8 * i));
        bytes_add(bytes, number, sizeof number);
    } else if (value->type != SQLITE_NULL) {
        insert_add_varint(bytes, value->size);
        bytes_add(bytes, value->bytes, value->size);
    }
}

static void insert_add_record(struct bytes *bytes, const struct insert *insert)
{
    static const unsigned char added[] = {SQLITE_INSERT, 0 /* direct, not by a trigger */};
    if (bytes->size == 0)
        bytes_add(bytes, insert->head.at, insert->head.size);
    bytes_add(bytes, added, sizeof added);
    for (size_t i = 0; i < insert->width; i++)
        insert_add_value(bytes, &insert->values[i]);
}

enum li_err insert_row(struct insert *insert, struct li_error *err)
{
    assert(insert && err);
    struct bytes *rows = insert->known ? journal_rows(insert->store, insert->table) : NULL;
    for (size_t i = 0; i < insert->count; i++)
        insert_bind_value(insert->query, (int)i + 1, &insert->values[insert->places[i]]);
    journal_set_recording(insert->store, !rows);
    enum li_err code = query_finish(insert->query, err);
    journal_set_recording(insert->store, true);
    if (!code && rows)
        insert_add_record(rows, insert);
    insert_forget(insert);
    return code;
}
