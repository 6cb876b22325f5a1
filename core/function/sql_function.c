/*
 * sql_function.c: values taken from SQL and given back.
 */
#include "core/function/sql_function.h"
#include "core/base/name.h"
#include "data/base/memory.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct context *sql_function_context(sqlite3_context *call)
{
    assert(call);
    return sqlite3_user_data(call);
}

const char *sql_value_plain(sqlite3_value *value)
{
    assert(value);
    const char *text = (const char *)sqlite3_value_text(value);
    if (!text && sqlite3_value_type(value) != SQLITE_NULL)
        li_out_of_memory();
    return text;
}

double sql_value_number(sqlite3_value *value)
{
    assert(value);
    return sqlite3_value_type(value) == SQLITE_NULL ? NAN : sqlite3_value_double(value);
}

day_t sql_value_day(sqlite3_value *value)
{
    assert(value);
    const char *text = sql_value_plain(value);
    return text ? date_parse(text) : DAY_NONE;
}

/* The name's place in names, or what stands in for a name no program of ours wrote. */
int sql_value_name(sqlite3_value *value, const char *const *names, int otherwise)
{
    assert(value && names);
    int index = name_find(names, sql_value_plain(value));
    return index < 0 ? otherwise : index;
}

void sql_result_number(sqlite3_context *call, double number)
{
    assert(call);
    if (isnan(number))
        sqlite3_result_null(call);
    else
        sqlite3_result_double(call, number);
}

void sql_result_owned(sqlite3_context *call, char *text)
{
    assert(call && text);
    sqlite3_result_text(call, text, -1, free);
}

bool sql_value_struct(sqlite3_value *value, void *out, int size)
{
    assert(value && out && size > 0);
    if (sqlite3_value_type(value) != SQLITE_BLOB || sqlite3_value_bytes(value) != size)
        return false;
    const void *bytes = sqlite3_value_blob(value);
    if (!bytes)
        li_out_of_memory();
    memcpy(out, bytes, (size_t)size);
    return true;
}

void sql_result_aggregate(sqlite3_context *call, size_t size)
{
    assert(call && size > 0);
    const void *gathered = sqlite3_aggregate_context(call, 0);
    if (gathered)
        sqlite3_result_blob(call, gathered, (int)size, SQLITE_TRANSIENT);
}

void sql_result_day_number(sqlite3_context *call, day_t day)
{
    assert(call);
    if (day != DAY_NONE)
        sqlite3_result_int(call, day);
}

day_t sql_sooner(day_t a, day_t b)
{
    return a == DAY_NONE || (b != DAY_NONE && b < a) ? b : a;
}
