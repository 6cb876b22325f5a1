/*
 * touch_index.h: by record, the entries that touch or name it, so that what a late entry meets is
 * found without asking every later one.
 *
 * It lists every entry from some time on, whether it counts or not, and no earlier one; what is
 * asked of earlier ones is listed then. A database that never merged has none of it. It lists at
 * least what an entry says and did; what it lists beyond that only costs a look.
 */
#ifndef LI_DATA_ENTRY_TOUCH_INDEX_H
#define LI_DATA_ENTRY_TOUCH_INDEX_H

#include "data/base/error.h"
#include "data/entry/touched.h"
#include <stdint.h>

struct store;
struct touch_index;
struct vector;

/* For one transaction. NULL on failure. The caller frees it. */
struct touch_index *touch_index_new(struct store *store, struct li_error *err);
void touch_index_free(struct touch_index *index); /* NULL is allowed */

/* Lists what was written since this was last called; from then on the caller adds what it stores.
   Before anything else is listed. */
enum li_err touch_index_catch_up(struct touch_index *index, struct li_error *err);

/* Lists the entries from the hlc on that are not listed yet. */
enum li_err touch_index_cover(struct touch_index *index, uint64_t hlc, struct li_error *err);

/* Lists what an entry of that time touches; touched is sorted. */
enum li_err touch_index_add(
    struct touch_index *index, uint64_t hlc, const struct touched *touched, struct li_error *err);

/* Adds to *hlcs the times of entries that one with this `touched`, which is sorted, may meet, from
   `first` on; some more than once, and perhaps its own. */
enum li_err touch_index_find(struct touch_index *index, const struct touched *touched,
    uint64_t first, struct vector *hlcs, struct li_error *err);

/* Remembers which entries are listed: once it has caught up, all that are stored. */
enum li_err touch_index_save(struct touch_index *index, struct li_error *err);

/* Deletes what lies before the hlc, once there is so much of it that the work pays. */
enum li_err touch_index_prune(struct touch_index *index, uint64_t hlc, struct li_error *err);

/* Deletes all of it: entries have other times now. */
enum li_err touch_index_forget(struct store *store, struct li_error *err);

/* For the check: whether an entry of that time, in that row of journal_entry, should be listed; and
   whether all that it touches is listed under its time. */
bool touch_index_covers(const struct touch_index *index, uint64_t hlc, int64_t row);
enum li_err touch_index_lists(struct touch_index *index, uint64_t hlc,
    const struct touched *touched, bool *listed, struct li_error *err);

#endif
