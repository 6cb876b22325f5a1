/*
 * lost_values.h: that each value which lost is a conflict, told from what entries say and did.
 *
 * The effects of all entries, in their order, are followed value by value; they must make the
 * tables. An entry whose values do not come to be, or that overrules one its writer had not seen,
 * must have a conflict that names it.
 */
#ifndef LI_TESTS_SYNC_LOST_VALUES_H
#define LI_TESTS_SYNC_LOST_VALUES_H

#include "data/store/store.h"
#include <stddef.h>

/* NULL: all are. Else the first that is not, for the caller to free. *lost: how many there were. */
char *lost_values_find(struct store *store, size_t *lost);

#endif
