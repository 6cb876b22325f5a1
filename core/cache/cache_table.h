/*
 * cache_table.h: the search index and cache of a kind: one local table in the kind's own order.
 *
 * local_cache_KIND holds, for each record, the day it is ordered by (goals by their due date), its
 * folded words, its row id, whether it is archived, and the computed fields that would be expensive
 * to compute for a whole list, with the days between which they hold. A list reads it from one end
 * to the other without looking at the records. cache_rebuild.c makes it, cache_update.c updates it,
 * and the invariants are there.
 *
 * Its alias in SQL is k, beside r for the record.
 */
#ifndef LI_CORE_CACHE_CACHE_TABLE_H
#define LI_CORE_CACHE_CACHE_TABLE_H

#include "core/schema/kind.h"
#include <stdio.h>

/* Whether the kind has one: those with searched fields (FIELD_SEARCHED) do. */
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

/* The same by the record in row, where most rows are compared once, so that no text is folded
   before that (field_sql_order_top). */
void cache_table_order_top(const struct kind *kind, const char *row, FILE *sql);

/* JOIN of k to the one record in r. */
void cache_table_join(const struct kind *kind, FILE *sql);

/* SQL: whether the row k holds today; NULL or false where there is no k. */
void cache_table_holds(const struct kind *kind, FILE *sql);

/* SQL of the field's value: from k or, where k no longer holds, computed from the record. */
void cache_table_value(const struct kind *kind, const struct field *field, FILE *sql);

#endif
