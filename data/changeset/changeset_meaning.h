/*
 * changeset_meaning.h: whether two changesets do the same.
 */
#ifndef LI_DATA_CHANGESET_CHANGESET_MEANING_H
#define LI_DATA_CHANGESET_CHANGESET_MEANING_H

#include <stdbool.h>
#include <stddef.h>

/* In whatever order their changes are, and by whatever version of the program. */
bool changeset_meaning_equal(
    const void *one, size_t one_size, const void *other, size_t other_size);

#endif
