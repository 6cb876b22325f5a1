/*
 * cache_table.h: what this database keeps of each record for finding it: one local table a kind, in
 * the kind's own order.
 *
 * local_kept_KIND holds, for each record, the day it is ordered by (goals by the day they are due),
 * its folded words, its row id, whether it is archived, and the computed fields that would be dear
 * to work out for a whole list, with the days between which they hold. It is read in one sweep, in
 * order, and the record itself is not looked at. core/cache/cache_schema.c makes and follows it.
 *
 * Its alias in SQL is k, beside r for the record.
 */
#ifndef LI_CORE_CACHE_CACHE_TABLE_H
#define LI_CORE_CACHE_CACHE_TABLE_H

#include "core/schema/kind.h"
#include <stdio.h>

/* Whether anything is kept: of kinds with searched fields (FIELD_SEARCHED). */
bool cache_table_has(const struct kind *kind);

/* The next such kind from kinds[*at] on, and *at behind it; NULL: no more. */
const struct kind *cache_table_next(size_t *at);

/* Whether the kind's own order is the table's. */
bool cache_table_ordered(const struct kind *kind);

/* The stored day that comes before the words in that order; NULL: none does. */
const struct field *cache_table_lead(const struct kind *kind);

/* SQL of the folded words of the record in row (an alias): the searched fields, the one the kind is
   ordered by first, a line each. */
void cache_table_words(const struct kind *kind, const char *row, FILE *sql);

/* SQL of the key of that record's row: its lead, if there is one, and its words. */
void cache_table_key(const struct kind *kind, const char *row, FILE *sql);
/* The columns of the key, seen from row; "" for none. */
void cache_table_key_columns(const struct kind *kind, const char *row, FILE *sql);

/* ORDER BY of a list in the table's order, or in that order read backward: by k; by the record in
   row (an alias), where it is given. */
void cache_table_order(const struct kind *kind, const char *row, bool down, FILE *sql);

/* JOIN of k to the one record in r. */
void cache_table_join(const struct kind *kind, FILE *sql);

/* Whether what is kept in k holds today; NULL or false where there is no k. */
void cache_table_holds(const struct kind *kind, FILE *sql);

/* The field's value from k; where what is kept no longer holds, worked out from the record. */
void cache_table_value(const struct kind *kind, const struct field *field, FILE *sql);

#endif
