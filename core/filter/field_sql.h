/*
 * field_sql.h: SQL expressions over a row r of a kind: what a field holds and how it reads.
 *
 * r is the alias of the kind's table everywhere. What looks at another record does so in a scope of
 * its own, in which r is that record. cached: the kind where the cache row k of the record
 * (cache_table.h) is joined; NULL: it is not.
 */
#ifndef LI_CORE_FILTER_FIELD_SQL_H
#define LI_CORE_FILTER_FIELD_SQL_H

#include "core/schema/kind.h"
#include <stdio.h>

/* What the field holds: canonical, but for a reference the other record's id as a blob. */
void field_sql_value(const struct field *field, const struct kind *cached, FILE *out);

/* As people read it: a reference's title, yes and no. exact: in full, a fraction as a number
   (0.43, not 43%) and a title instead of a code. */
void field_sql_shown(const struct field *field, const struct kind *cached, bool exact, FILE *out);

/* What a list is ordered by, so that accents and case don't matter. */
void field_sql_order(const struct field *field, const struct kind *cached, FILE *out);
/* The same order, of what is folded only where it is compared (the collation of sql_functions.h):
   for a sort that compares most rows once. */
void field_sql_order_top(const struct field *field, const struct kind *cached, FILE *out);
/* Whether these fold the text: it is not a number, a day or a choice. */
bool field_sql_orders_text(const struct field *field);

/* What JSON holds: numbers as numbers, yes and no as true and false, ids as text. */
void field_sql_json(const struct field *field, const struct kind *cached, FILE *out);

/* An expression over the record of kind target whose id is value (SQL over the row outside). */
void field_sql_follow(
    const struct kind *target, const char *value, const char *expression, FILE *out);

#endif
