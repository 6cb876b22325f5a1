/*
 * sql_functions.c: the SQL functions of text, days and ids, and the tables of the others.
 */
#include "core/function/sql_functions.h"
#include "core/base/match_key.h"
#include "core/base/name.h"
#include "core/base/number.h"
#include "core/base/text.h"
#include "core/function/cache_extension.h"
#include "core/function/sql_function.h"
#include "core/schema/choice_word.h"
#include "data/base/memory.h"
#include <assert.h>
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static void sql_function_fold(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    const char *text = sql_value_plain(values[0]);
    if (text)
        sql_result_owned(call, text_fold(text));
}

static void sql_function_match_key(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    int how = sqlite3_value_int(values[0]);
    const char *text = sql_value_plain(values[1]);
    if (text && how >= 0 && how < MATCH_KEY_COUNT)
        sql_result_owned(call, match_key((enum match_key)how, text));
}

/* The order of fold(), for texts of which most need not be folded to their end. */
static int sql_collation_folded(void *arg, int a_size, const void *a, int b_size, const void *b)
{
    (void)arg;
    return text_fold_compare(a, (size_t)a_size, b, (size_t)b_size);
}

/* Numbers as text; NULL for what is empty. */
static const void *sql_value_bytes(sqlite3_value *value)
{
    int type = sqlite3_value_type(value);
    bool there = type == SQLITE_TEXT || type == SQLITE_BLOB;
    return there ? sqlite3_value_blob(value) : sql_value_plain(value);
}

/* instr() steps from character to character of what it looks through; folded text, which is looked
   through by the million, need not be. */
static void sql_function_holds(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    const void *text = sql_value_bytes(values[0]), *part = sql_value_bytes(values[1]);
    size_t size = (size_t)sqlite3_value_bytes(values[0]);
    size_t wanted = (size_t)sqlite3_value_bytes(values[1]);
    if (sqlite3_value_type(values[0]) != SQLITE_NULL)
        sqlite3_result_int(call, wanted == 0 || (text && memmem(text, size, part, wanted)));
}

static void sql_function_today(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    (void)values;
    char text[DAY_TEXT_SIZE];
    sqlite3_result_text(
        call, date_text(sql_function_context(call)->today, text), -1, SQLITE_TRANSIENT);
}

static void sql_function_id_text(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    struct id id;
    char text[ID_TEXT_SIZE];
    if (sql_value_struct(values[0], id.byte, ID_SIZE))
        sqlite3_result_text(call, id_text(&id, text), -1, SQLITE_TRANSIENT);
}

static void sql_function_choice_word(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    char word[CHOICE_WORD_SIZE];
    const char *slug = sql_value_plain(values[0]);
    if (slug)
        sqlite3_result_text(call, choice_word(slug, word), -1, SQLITE_TRANSIENT);
}

static void sql_function_percent(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    double fraction = sql_value_number(values[0]);
    if (!isnan(fraction))
        sqlite3_result_int(call, number_percent(fraction));
}

/* A cache row carries the day it was computed for. */
static void sql_function_today_number(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    (void)values;
    sqlite3_result_int(call, sql_function_context(call)->today);
}

/* Whether every cache row holds today: the cache was refreshed today, and what was written here
   since was computed today. */
static void sql_function_all_hold(sqlite3_context *call, int count, sqlite3_value **values)
{
    const struct context *context = sql_function_context(call);
    (void)count;
    (void)values;
    sqlite3_result_int(call, context->refreshed.version != 0 &&
                                 context->refreshed.day == context->today &&
                                 context->refreshed.version == store_version(context->store));
}

/* Today is the same throughout a statement, so all of them are deterministic there. */
int sql_functions_add_table(struct sqlite3 *db, const struct sql_function *functions, void *context)
{
    assert(db && functions && context);
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    int rc = SQLITE_OK;
    for (const struct sql_function *one = functions; one->name && rc == SQLITE_OK; one++)
        rc = sqlite3_create_function_v2(db, one->name, one->arguments, flags, context,
            one->final ? NULL : one->function, one->final ? one->function : NULL, one->final, NULL);
    return rc;
}

int sql_functions_add(struct sqlite3 *db, void *context)
{
    assert(db && context);
    static const struct sql_function functions[] = {
        {"fold", 1, sql_function_fold, NULL},
        {"match_key", 2, sql_function_match_key, NULL},
        {"holds", 2, sql_function_holds, NULL},
        {"today", 0, sql_function_today, NULL},
        {"today_number", 0, sql_function_today_number, NULL},
        {"id_text", 1, sql_function_id_text, NULL},
        {"choice_word", 1, sql_function_choice_word, NULL},
        {"percent", 1, sql_function_percent, NULL},
        {"all_hold", 0, sql_function_all_hold, NULL},
        {0},
    };
    const struct cache_extension *extension = ((const struct context *)context)->extension;
    const struct sql_function *const tables[] = {functions, sql_functions_goal,
        sql_functions_target, sql_functions_affiliate, extension ? extension->functions : NULL};
    int rc = sqlite3_create_collation(db, "folded", SQLITE_UTF8, NULL, sql_collation_folded);
    for (size_t i = 0; i < sizeof tables / sizeof *tables && rc == SQLITE_OK; i++)
        if (tables[i])
            rc = sql_functions_add_table(db, tables[i], context);
    return rc;
}
