/*
 * take_in.h: an array of entries imported at once, in whatever order they are.
 */
#ifndef LI_TESTS_SUPPORT_TAKE_IN_H
#define LI_TESTS_SUPPORT_TAKE_IN_H

#include "data/entry/entry.h"
#include "data/merge/journal_merge.h"

/* Adds them in their total order, in which each follows the one before it, and ends the merge. The
   first failure is returned, once the merge has ended: a refused entry keeps no other out. */
enum li_err take_in(struct store *store, const struct entry *entries, size_t count,
    struct journal_merged *out, struct li_error *err);

#endif
