/*
 * conflicts_functions.c: judges or describes one conflict within a statement.
 */
#include "core/sync/conflicts_functions.h"
#include "core/sync/conflicts.h"
#include "core/sync/conflicts_text.h"
#include "data/base/memory.h"

/* The caller clears *item. False: it is not open, or the call's result is an error. */
static bool conflicts_functions_load(
    sqlite3_context *call, sqlite3_value **values, bool describe, struct conflicts_item *item)
{
    struct li_error err = {0};
    struct context *context = sqlite3_user_data(call);
    enum li_err code = conflicts_load_row(context, sqlite3_value_int64(values[0]), item, &err);
    if (!code && describe)
        code = conflicts_describe(context, item, &err);
    if (code == LI_INTERRUPTED)
        sqlite3_result_error_code(call, SQLITE_INTERRUPT);
    else if (code && code != LI_NONE)
        sqlite3_result_error(call, err.message, -1);
    return !code;
}

static void conflicts_functions_open(sqlite3_context *call, int count, sqlite3_value **values)
{
    struct conflicts_item item;
    (void)count;
    sqlite3_result_int(call, 0);
    if (conflicts_functions_load(call, values, false, &item))
        sqlite3_result_int(call, 1);
    conflicts_item_clear(&item);
}

static void conflicts_functions_title(sqlite3_context *call, int count, sqlite3_value **values)
{
    struct conflicts_item item;
    (void)count;
    if (conflicts_functions_load(call, values, true, &item))
        sql_result_owned(call, li_strdup(item.title));
    conflicts_item_clear(&item);
}

static void conflicts_functions_why(sqlite3_context *call, int count, sqlite3_value **values)
{
    struct conflicts_item item;
    (void)count;
    if (conflicts_functions_load(call, values, true, &item))
        sql_result_owned(call, conflicts_text_sentence(sqlite3_user_data(call), &item));
    conflicts_item_clear(&item);
}

const struct sql_function conflicts_functions[] = {
    {"conflict_open", 1, conflicts_functions_open, NULL},
    {"conflict_title", 1, conflicts_functions_title, NULL},
    {"conflict_why", 1, conflicts_functions_why, NULL},
    {0},
};
