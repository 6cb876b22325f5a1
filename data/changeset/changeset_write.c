/*
 * changeset_write.c: the form that changeset_walk.c reads.
 */
#include "data/changeset/changeset_write.h"
#include "data/base/memory.h"
#include "data/changeset/sqlite_session.h"
#include "data/store/table_info.h"
#include "data/store/value.h"
#include <assert.h>
#include <stdint.h>
#include <string.h>

static void changeset_write_byte(struct bytes *out, int byte)
{
    const char one = (char)byte;
    bytes_add(out, &one, 1);
}

/* Seven bits a byte, the highest first. A size is an int, so no ninth byte is needed. */
static void changeset_write_varint(struct bytes *out, uint32_t number)
{
    for (int shift = 28; shift > 0; shift -= 7)
        if (number >> shift)
            changeset_write_byte(out, (int)(number >> shift & 0x7F) | 0x80);
    changeset_write_byte(out, (int)(number & 0x7F));
}

static void changeset_write_number(struct bytes *out, uint64_t bits)
{
    for (int shift = 56; shift >= 0; shift -= 8)
        changeset_write_byte(out, (int)(bits >> shift & 0xFF));
}

static void changeset_write_value(struct bytes *out, sqlite3_value *value)
{
    int type = sqlite3_value_type(value);
    changeset_write_byte(out, type);
    if (type == SQLITE_INTEGER) {
        changeset_write_number(out, (uint64_t)sqlite3_value_int64(value));
    } else if (type == SQLITE_FLOAT) {
        uint64_t bits;
        double number = sqlite3_value_double(value);
        memcpy(&bits, &number, sizeof bits);
        changeset_write_number(out, bits);
    } else if (type != SQLITE_NULL) {
        const void *bytes = sqlite3_value_blob(value);
        int size = sqlite3_value_bytes(value);
        if (!bytes && size > 0)
            li_out_of_memory();
        changeset_write_varint(out, (uint32_t)size);
        bytes_add(out, bytes, (size_t)size);
    }
}

static void changeset_write_table(struct changeset_write *write, const struct table_info *table)
{
    if (write->table == table)
        return;
    write->table = table;
    changeset_write_byte(&write->bytes, 'T');
    changeset_write_varint(&write->bytes, (uint32_t)table->count);
    for (size_t i = 0; i < table->count; i++)
        changeset_write_byte(&write->bytes, table->columns[i].key);
    bytes_add(&write->bytes, table->table, strlen(table->table) + 1);
}

/* The values of a whole record; NULL: the column has none. */
static void changeset_write_record(struct changeset_write *write, const struct table_info *table,
    int operation, sqlite3_value *const *values)
{
    changeset_write_table(write, table);
    changeset_write_byte(&write->bytes, operation);
    changeset_write_byte(&write->bytes, 0); /* not by a trigger */
    for (size_t i = 0; i < table->count; i++)
        if (values[i])
            changeset_write_value(&write->bytes, values[i]);
        else
            changeset_write_byte(&write->bytes, SQLITE_NULL);
}

void changeset_write_addition(
    struct changeset_write *write, const struct table_info *table, sqlite3_value *const *values)
{
    assert(write && table && values);
    changeset_write_record(write, table, SQLITE_INSERT, values);
}

void changeset_write_removal(
    struct changeset_write *write, const struct table_info *table, sqlite3_value *const *values)
{
    assert(write && table && values);
    changeset_write_record(write, table, SQLITE_DELETE, values);
}

/* A value that was not set is often the same one in memory. */
static bool changeset_write_is_same(sqlite3_value *before, sqlite3_value *after)
{
    return before == after || value_equal(before, after);
}

void changeset_write_setting(struct changeset_write *write, const struct table_info *table,
    sqlite3_value *const *before, sqlite3_value *const *after)
{
    assert(write && table && before && after);
    size_t first = 0;
    while (first < table->count && changeset_write_is_same(before[first], after[first]))
        first++;
    if (first == table->count)
        return;
    changeset_write_table(write, table);
    changeset_write_byte(&write->bytes, SQLITE_UPDATE);
    changeset_write_byte(&write->bytes, 0); /* not by a trigger */
    for (size_t i = 0; i < table->count; i++)
        if (table->columns[i].key || !changeset_write_is_same(before[i], after[i]))
            changeset_write_value(&write->bytes, before[i]);
        else
            changeset_write_byte(&write->bytes, 0);
    for (size_t i = 0; i < table->count; i++)
        if (!changeset_write_is_same(before[i], after[i]))
            changeset_write_value(&write->bytes, after[i]);
        else
            changeset_write_byte(&write->bytes, 0);
}
