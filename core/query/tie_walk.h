/*
 * tie_walk.h: rows sorted by a few columns, and what is equal in them put in the order of a walk:
 * that of all rows in an order that is stored. To sort by less and walk once takes less time than
 * to compare the rows by that order, too.
 */
#ifndef LI_CORE_QUERY_TIE_WALK_H
#define LI_CORE_QUERY_TIE_WALK_H

#include "data/store/query.h"

struct tie_walk;

/* Takes both queries, with row ids in column 0; the other columns of the first are what it is
   sorted by. NULL when one of them is. Rows that are not in both are left out. */
struct tie_walk *tie_walk_new(struct query *sorted, struct query *walk);
void tie_walk_free(struct tie_walk *ties); /* NULL is allowed */

/* Handles up to most more rows: at first it reads them and adds none to the vector. Answers as
   vector_fill does. */
int tie_walk_fill(struct tie_walk *ties, struct vector *vector, size_t most, struct li_error *err);

#endif
