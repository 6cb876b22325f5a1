/*
 * field_buffer.c: a hash table of records, each with copies of SQLite's values.
 */
#include "data/apply/field_buffer.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "data/store/value.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIELD_BUFFER_ROOM_LEAST = 64, FIELD_BUFFER_VALUE_SIZE = 96 /* of a short value */ };

/* The place that holds the record, or the free place for it. The last bytes of an id are the random
   ones. */
static struct field_buffer_record **field_buffer_place(
    const struct field_buffer *buffer, const struct id *id)
{
    uint64_t low;
    memcpy(&low, id->byte + ID_SIZE - sizeof low, sizeof low);
    size_t at = (size_t)((low * 0x9E3779B97F4A7C15u >> 20) & (buffer->room - 1));
    while (buffer->places[at] && !id_equal(&buffer->places[at]->id, id))
        at = (at + 1) & (buffer->room - 1);
    return &buffer->places[at];
}

static void field_buffer_grow(struct field_buffer *buffer)
{
    struct field_buffer old = *buffer;
    buffer->room = old.room ? 2 * old.room : FIELD_BUFFER_ROOM_LEAST;
    buffer->places = li_calloc(buffer->room, sizeof *buffer->places);
    for (size_t i = 0; i < old.room; i++)
        if (old.places[i])
            *field_buffer_place(buffer, &old.places[i]->id) = old.places[i];
    free(old.places);
}

struct field_buffer_record *field_buffer_find(
    const struct field_buffer *buffer, const struct id *id)
{
    assert(buffer && id);
    struct field_buffer_record *record = buffer->count ? *field_buffer_place(buffer, id) : NULL;
    return record && record->now ? record : NULL;
}

/* Adds a copy of a value, and returns it. */
static sqlite3_value *field_buffer_add(struct field_buffer *buffer,
    struct field_buffer_record *record, int column, sqlite3_value *value)
{
    sqlite3_value *copy = sqlite3_value_dup(value);
    if (!copy)
        li_out_of_memory();
    if (record->value_count == record->value_room) {
        record->value_room = record->value_room ? 2 * record->value_room : 8;
        record->values = li_realloc(record->values, record->value_room, sizeof *record->values);
    }
    record->values[record->value_count++] = (struct field_buffer_value){column, copy};
    int type = sqlite3_value_type(copy);
    bool bytes = type == SQLITE_TEXT || type == SQLITE_BLOB;
    buffer->size += FIELD_BUFFER_VALUE_SIZE + (bytes ? (size_t)sqlite3_value_bytes(copy) : 0);
    return copy;
}

struct field_buffer_record *field_buffer_hold(
    struct field_buffer *buffer, const struct id *id, struct query *row)
{
    assert(buffer && id && row && !field_buffer_find(buffer, id));
    if (2 * (buffer->count + 1) > buffer->room)
        field_buffer_grow(buffer);
    struct field_buffer_record **place = field_buffer_place(buffer, id);
    if (!*place) {
        *place = li_calloc(1, sizeof **place);
        (*place)->id = *id;
        buffer->count++;
    }
    struct field_buffer_record *record = *place;
    size_t columns = (size_t)query_columns(row);
    record->now = li_calloc(2 * columns, sizeof(sqlite3_value *));
    record->written = record->now + columns;
    for (size_t i = 0; i < columns; i++)
        record->now[i] = record->written[i] =
            field_buffer_add(buffer, record, (int)i, query_value(row, (int)i));
    return record;
}

bool field_buffer_set(struct field_buffer_record *record, int column, sqlite3_value *value)
{
    assert(record && record->now && column >= 0 && value);
    for (size_t i = 0; i < record->value_count; i++)
        if (record->values[i].column == column && value_equal(record->values[i].value, value)) {
            record->now[column] = record->values[i].value;
            return true;
        }
    return false;
}

void field_buffer_accept(struct field_buffer *buffer, struct field_buffer_record *record,
    int column, sqlite3_value *value)
{
    assert(buffer && record && value);
    if (!field_buffer_set(record, column, value))
        record->now[column] = field_buffer_add(buffer, record, column, value);
}

void field_buffer_drop(struct field_buffer *buffer, struct field_buffer_record *record)
{
    assert(buffer && record);
    for (size_t i = 0; i < record->value_count; i++)
        sqlite3_value_free(record->values[i].value);
    free(record->values);
    free(record->now);
    *record = (struct field_buffer_record){.id = record->id};
}

void field_buffer_clear(struct field_buffer *buffer)
{
    assert(buffer);
    for (size_t i = 0; i < buffer->room; i++) {
        if (buffer->places[i])
            field_buffer_drop(buffer, buffer->places[i]);
        free(buffer->places[i]);
    }
    free(buffer->places);
    *buffer = (struct field_buffer){0};
}
