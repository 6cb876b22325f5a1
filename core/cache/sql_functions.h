/*
 * sql_functions.h: what the files of SQL functions share.
 */
#ifndef LI_CORE_CACHE_SQL_FUNCTIONS_H
#define LI_CORE_CACHE_SQL_FUNCTIONS_H

#include "core/context/context.h"
#include <sqlite3.h>

struct sql_function {
    const char *name;
    int arguments;
    void (*function)(sqlite3_context *context, int count, sqlite3_value **values);
    void (*final)(sqlite3_context *context); /* of an aggregate, whose function is its step */
};

/* functions_affiliate.c, functions_target.c; one without a name ends them. */
extern const struct sql_function affiliate_functions[], target_functions[];

/* broken_list.c */
extern const struct sql_function broken_functions[];

const struct li *function_li(sqlite3_context *context);

/* NULL is null, and nothing else: SQLite answers a lack of memory with it too. */
const char *value_plain(sqlite3_value *value);

double value_number(sqlite3_value *value); /* NAN: null */
day_t value_day(sqlite3_value *value);     /* DAY_NONE: no day */

/* Facts travel between functions as the struct itself; a value of any other size is no facts, and
   leaves *out as it is. */
bool value_struct(sqlite3_value *value, void *out, int size);

bool value_goal_facts(sqlite3_value *value, struct goal_facts *out); /* likewise */
/* Adds to the facts what goal_points() found; null: nothing. */
void value_goal_points(sqlite3_value *value, struct goal_facts *facts);

/* The name's place in names, or what stands in for a name no program of ours wrote. */
int value_name(sqlite3_value *value, const char *const *names, int otherwise);

void result_number(sqlite3_context *context, double number); /* NAN: null */
void result_day_number(sqlite3_context *context, day_t day); /* DAY_NONE: null */
void result_owned(sqlite3_context *context, char *text);     /* which SQLite frees */

day_t sooner(day_t a, day_t b); /* DAY_NONE: never */

#endif
