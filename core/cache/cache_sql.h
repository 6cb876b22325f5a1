/*
 * cache_sql.h: the SQL behind what is kept of each record (kept.h), written from the kind tables.
 */
#ifndef LI_CORE_CACHE_CACHE_SQL_H
#define LI_CORE_CACHE_CACHE_SQL_H

#include "core/schema/kind.h"
#include <stdio.h>

/* CREATE TABLE of what is kept of a kind, and of the row ids that are out of date. */
void cache_sql_write_tables(const struct kind *kind, FILE *sql);

/* SELECT what is kept of the records of source (a FROM with r), in the table's order. */
void cache_sql_write_rows(const struct kind *kind, const char *source, FILE *sql);

/* INSERT of one such row, its columns as parameters in order. */
void cache_sql_write_insert(const struct kind *kind, FILE *sql);

/* ";" and the triggers that note what a change of the kind's records puts out of date. */
void cache_sql_write_triggers(const struct kind *kind, FILE *sql);

/* SELECT the number of rows in which what is kept is not what the records give, those aside that
   hold no longer. */
void cache_sql_write_differences(const struct kind *kind, FILE *sql);

#endif
