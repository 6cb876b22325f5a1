/*
 * sorter.h: rows put in order a few at a time, so that a key never waits.
 *
 * SQLite's own sort is several times as fast, but cannot pause: whoever stops it begins again.
 */
#ifndef LI_DATA_STORE_SORTER_H
#define LI_DATA_STORE_SORTER_H

#include "data/store/query.h"

struct sorter;

/* Takes the query over. It gives row ids in column 0 and in the others what they are sorted by;
   order is what stands behind ORDER BY, the columns being called c1, c2 ... NULL when there is no
   query, and on failure. */
struct sorter *sorter_new(struct query *query, const char *order, struct li_error *err);
void sorter_free(struct sorter *sorter); /* NULL is allowed */

/* Deals with up to most rows more: at first it takes them in and gives none. What is equal comes as
   the query gave it. Answers as vector_fill does. */
int sorter_fill(struct sorter *sorter, struct vector *vector, size_t most, struct li_error *err);

#endif
