/*
 * insert.c: an INSERT, and the same row written down as a changeset has it.
 *
 * The form is told at the head of SQLite's ext/session/sqlite3session.c; changeset_walk.c reads
 * what is written here.
 */
#include "data/journal/insert.h"
#include "data/base/memory.h"
#include "data/journal/journal_internal.h"
#include "data/store/session.h"
#include "data/store/table_info.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct value {
    int type; /* as SQLite numbers them */
    union {
        int64_t integer;
        double real;
        uint64_t bits;
    } number;
    const void *bytes;
    size_t size;
};

struct insert {
    struct store *store;
    char *table;
    struct query *query;
    size_t count;         /* columns that are set */
    size_t *places;       /* where each stands in the table */
    bool *numeric;        /* by place: it turns texts into numbers */
    struct value *values; /* by place */
    struct bytes head;    /* what stands before the table's rows */
    size_t width;         /* columns of the table */
    bool known;           /* a row is what was set, and nulls */
};

static const struct value insert_null = {.type = SQLITE_NULL};

/* --- making ----------------------------------------------------------------------------------- */

static void insert_add_byte(struct bytes *bytes, size_t value)
{
    unsigned char byte = (unsigned char)value;
    bytes_add(bytes, &byte, 1);
}

/* Which of the columns that are set this is; count: none. */
static size_t insert_column_named(const char *const *columns, size_t count, const char *name)
{
    size_t at = 0;
    while (at < count && strcmp(columns[at], name) != 0)
        at++;
    return at;
}

/* What the table has, and so what stands before its rows: 'T', the count of columns, which of them
   are keys, its name. */
static enum li_err insert_learn(
    struct insert *insert, const char *const *columns, struct li_error *err)
{
    const struct table_info *shape = store_table_info(insert->store, insert->table, err);
    if (!shape)
        return err->code;
    insert->width = shape->count;
    insert->numeric = li_calloc(shape->count, sizeof *insert->numeric);
    insert_add_byte(&insert->head, 'T');
    insert_add_byte(&insert->head, shape->count);
    for (size_t place = 0; place < shape->count; place++) {
        const struct table_info_column *there = &shape->columns[place];
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
    struct insert *insert = li_calloc(1, sizeof *insert);
    insert->store = store;
    insert->table = li_strdup(table);
    insert->count = count;
    insert->places = li_calloc(count, sizeof *insert->places);
    insert->known = true;
    enum li_err code = insert_prepare(insert, columns, err);
    if (code == LI_OK)
        code = insert_learn(insert, columns, err);
    insert->values = li_calloc(insert->width, sizeof *insert->values);
    insert_forget(insert);
    if (code == LI_OK)
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

/* A number as SQLite keeps it in a column of numbers: whole ones without a point. */
static struct value insert_value_of_number(double number)
{
    static const double whole_most = 9007199254740992; /* 2 to the 53rd */
    if (number == floor(number) && fabs(number) < whole_most)
        return (struct value){.type = SQLITE_INTEGER, .number.integer = (int64_t)number};
    return (struct value){.type = SQLITE_FLOAT, .number.real = number};
}

static struct value insert_value_of_text(const char *text)
{
    return (struct value){.type = SQLITE_TEXT, .bytes = text, .size = strlen(text)};
}

static bool insert_is_number(const char *text)
{
    return *text && !text[strspn(text, "-.0123456789")];
}

void insert_text(struct insert *insert, size_t column, const char *text)
{
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
    insert->values[insert->places[column]] =
        id ? (struct value){.type = SQLITE_BLOB, .bytes = id->byte, .size = ID_SIZE} : insert_null;
}

void insert_int(struct insert *insert, size_t column, int64_t value)
{
    insert->values[insert->places[column]] =
        (struct value){.type = SQLITE_INTEGER, .number.integer = value};
}

/* --- adding ----------------------------------------------------------------------------------- */

static void insert_bind_value(struct query *query, int at, const struct value *value)
{
    switch (value->type) {
    case SQLITE_INTEGER: query_bind_int(query, at, value->number.integer); break;
    case SQLITE_FLOAT: query_bind_real(query, at, value->number.real); break;
    default: query_lend(query, at, value->type == SQLITE_TEXT, value->bytes, value->size);
    }
}

/* Seven bits a byte, the highest first. */
static void insert_add_varint(struct bytes *bytes, size_t number)
{
    int shift = 0;
    while (number >> shift > 0x7F)
        shift += 7;
    for (; shift > 0; shift -= 7)
        insert_add_byte(bytes, (number >> shift & 0x7F) | 0x80);
    insert_add_byte(bytes, number & 0x7F);
}

static void insert_add_value(struct bytes *bytes, const struct value *value)
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
    static const unsigned char added[] = {SQLITE_INSERT, 0 /* of itself, not through a trigger */};
    if (bytes->size == 0)
        bytes_add(bytes, insert->head.at, insert->head.size);
    bytes_add(bytes, added, sizeof added);
    for (size_t i = 0; i < insert->width; i++)
        insert_add_value(bytes, &insert->values[i]);
}

enum li_err insert_row(struct insert *insert, struct li_error *err)
{
    struct bytes *rows = insert->known ? journal_rows(insert->store, insert->table) : NULL;
    for (size_t i = 0; i < insert->count; i++)
        insert_bind_value(insert->query, (int)i + 1, &insert->values[insert->places[i]]);
    journal_set_recording(insert->store, !rows);
    enum li_err code = query_finish(insert->query, err);
    journal_set_recording(insert->store, true);
    if (code == LI_OK && rows)
        insert_add_record(rows, insert);
    insert_forget(insert);
    return code;
}
