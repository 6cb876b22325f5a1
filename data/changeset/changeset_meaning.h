/*
 * changeset_meaning.h: whether two changesets do the same.
 */
#ifndef LI_DATA_CHANGESET_CHANGESET_MEANING_H
#define LI_DATA_CHANGESET_CHANGESET_MEANING_H

#include "data/base/error.h"
#include <stddef.h>

/* In whatever order their changes are, and by whatever version of the program. 1: they do the same.
   0: they don't, or one is damaged. -1: SQLite could not read them; see *err. */
int changeset_meaning_equal(
    const void *one, size_t one_size, const void *other, size_t other_size, struct li_error *err);

#endif
