/*
 * sql_functions.h: what core knows, as SQL functions, so that lists can show, filter and sort by
 * it.
 */
#ifndef LI_CORE_FUNCTION_SQL_FUNCTIONS_H
#define LI_CORE_FUNCTION_SQL_FUNCTIONS_H

struct sql_function;
struct sqlite3;

/* Adds them to a connection: fold(), match_key(), today(), id_text(), choice_word(), percent(),
   goal_*(), agreement_*(), affiliate_*(), and those of the context's extension; and the collation
   "folded", the order of what fold() gives. A store_prepare whose arg is the struct context, of
   which the functions read day and settings. */
int sql_functions_add(struct sqlite3 *db, void *context);

/* The same for a table of functions from a floor above; returns SQLite's result. */
int sql_functions_add_table(
    struct sqlite3 *db, const struct sql_function *functions, void *context);

#endif
