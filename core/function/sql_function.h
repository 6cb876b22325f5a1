/*
 * sql_function.h: what makes an SQL function: its entry in a table, and how it takes its values and
 * gives its result.
 */
#ifndef LI_CORE_FUNCTION_SQL_FUNCTION_H
#define LI_CORE_FUNCTION_SQL_FUNCTION_H

#include "core/context/context.h"
#include <sqlite3.h>

struct sql_function {
    const char *name;
    int arguments;
    void (*function)(sqlite3_context *call, int count, sqlite3_value **values);
    void (*final)(sqlite3_context *call); /* of an aggregate, whose function is its step */
};

/* The tables of sql_functions_goal.c, sql_functions_target.c and sql_functions_affiliate.c; an
   entry without a name ends each. */
extern const struct sql_function sql_functions_goal[], sql_functions_target[],
    sql_functions_affiliate[];

const struct context *sql_function_context(sqlite3_context *call);

/* NULL is null, and nothing else: SQLite answers a lack of memory with it too. */
const char *sql_value_plain(sqlite3_value *value);

double sql_value_number(sqlite3_value *value); /* NAN: null */
day_t sql_value_day(sqlite3_value *value);     /* DAY_NONE: no day */

/* Facts travel between functions as the struct itself; a value of any other size is no facts, and
   leaves *out as it is. */
bool sql_value_struct(sqlite3_value *value, void *out, int size);

bool sql_value_goal_facts(sqlite3_value *value, struct goal_facts *out); /* likewise */
/* Adds to the facts what goal_points() found; null: nothing. */
void sql_value_goal_points(sqlite3_value *value, struct goal_facts *facts);

/* The name's place in names, or what stands in for a name no program of ours wrote. */
int sql_value_name(sqlite3_value *value, const char *const *names, int otherwise);

/* A final of an aggregate whose step gathers a struct of that size, by sqlite3_aggregate_context:
   the struct itself; null: nothing was gathered. */
void sql_result_aggregate(sqlite3_context *call, size_t size);

void sql_result_number(sqlite3_context *call, double number); /* NAN: null */
void sql_result_day_number(sqlite3_context *call, day_t day); /* DAY_NONE: null */
void sql_result_owned(sqlite3_context *call, char *text);     /* which SQLite frees */

day_t sql_sooner(day_t a, day_t b); /* DAY_NONE: never */

#endif
