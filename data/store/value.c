/*
 * value.c: SQLite's values as text and as ids, and compared.
 */
#include "data/store/value.h"
#include "data/base/memory.h"
#include <assert.h>
#include <sqlite3.h>
#include <string.h>

const char *value_text(sqlite3_value *value, char room[VALUE_TEXT_SIZE])
{
    assert(value && room);
    struct id id;
    switch (sqlite3_value_type(value)) {
    case SQLITE_NULL: return NULL;
    case SQLITE_BLOB:
        if (value_id(value, &id))
            return id_text(&id, room);
        break;
    case SQLITE_FLOAT: {
        double number = sqlite3_value_double(value);
        /* Adding 0 turns -0 into 0. */
        sqlite3_snprintf(VALUE_TEXT_SIZE, room, "%.15g", number + 0.0);
        return room;
    }
    default: break;
    }
    /* Without memory SQLite answers NULL, which would pass for an absent value. */
    const char *text = (const char *)sqlite3_value_text(value);
    if (!text)
        li_out_of_memory();
    return text;
}

bool value_id(sqlite3_value *value, struct id *out)
{
    assert(value && out);
    if (sqlite3_value_type(value) != SQLITE_BLOB || sqlite3_value_bytes(value) != ID_SIZE)
        return false;
    const unsigned char *bytes = sqlite3_value_blob(value);
    if (!bytes)
        li_out_of_memory();
    for (int i = 0; i < ID_SIZE; i++)
        out->byte[i] = bytes[i];
    return true;
}

bool value_equal(sqlite3_value *a, sqlite3_value *b)
{
    assert(a && b);
    int type = sqlite3_value_type(a);
    if (type != sqlite3_value_type(b))
        return false;
    switch (type) {
    case SQLITE_NULL: return true;
    case SQLITE_INTEGER: return sqlite3_value_int64(a) == sqlite3_value_int64(b);
    case SQLITE_FLOAT: {
        double one = sqlite3_value_double(a), other = sqlite3_value_double(b);
        /* Bit for bit. NOLINTNEXTLINE(bugprone-suspicious-*) */
        return memcmp(&one, &other, sizeof one) == 0;
    }
    default: {
        const void *one = sqlite3_value_blob(a), *other = sqlite3_value_blob(b);
        int size = sqlite3_value_bytes(a);
        return size == sqlite3_value_bytes(b) &&
               (size == 0 || memcmp(one, other, (size_t)size) == 0);
    }
    }
}
