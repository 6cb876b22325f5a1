/*
 * sorter.h: rows sorted a few at a time, so that a key never waits.
 *
 * SQLite's own sort is several times as fast, but cannot pause: stopped, it must begin again.
 */
#ifndef LI_DATA_STORE_SORTER_H
#define LI_DATA_STORE_SORTER_H

#include "data/store/query.h"

struct sorter;

/* Takes the query over. It returns row ids in column 0, and in the others what they are sorted by;
   order is what follows ORDER BY, with the columns named c1, c2 ... NULL when query is NULL, and on
   failure. */
struct sorter *sorter_new(struct query *query, const char *order, struct li_error *err);
void sorter_free(struct sorter *sorter); /* NULL is allowed */

/* Handles up to most more rows: at first it reads them and adds none to the vector. Equal rows come
   in the order of the query. Answers as vector_fill does. */
int sorter_fill(struct sorter *sorter, struct vector *vector, size_t most, struct li_error *err);

#endif
