/*
 * cache_sql.h: the SQL that creates, fills and follows the cache tables, made from the kinds.
 */
#ifndef LI_CORE_CACHE_CACHE_SQL_H
#define LI_CORE_CACHE_CACHE_SQL_H

#include "core/schema/kind.h"
#include <stdio.h>

/* CREATE TABLE of the cache of a kind, and of the marks on rows that are out of date. */
void cache_sql_write_tables(const struct kind *kind, FILE *sql);

/* SELECT the cache rows of the records of source (a FROM with r), in the table's order. */
void cache_sql_write_rows(const struct kind *kind, const char *source, FILE *sql);

/* INSERT of one such row, its columns as parameters in order. */
void cache_sql_write_insert(const struct kind *kind, FILE *sql);

/* SELECT whether the stored row gives others the same facts as such a row, in the same parameters,
   and does not hold longer: then nothing drawn from the record changes. For kinds whose rows hold
   for a while only. */
void cache_sql_write_same(const struct kind *kind, FILE *sql);

/* ";" and the triggers that mark what a change of the kind's records puts out of date. */
void cache_sql_write_triggers(const struct kind *kind, FILE *sql);

/* SELECT the number of cache rows that differ from what the records give, except those that no
   longer hold. */
void cache_sql_write_differences(const struct kind *kind, FILE *sql);

#endif
