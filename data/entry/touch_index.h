/*
 * touch_index.h: for each record, the times of the entries that change it or refer to it, so that
 * the later entries that a late one meets (touched.h) are found without reading all of them.
 *
 * It lists every entry from some hlc on, whether it counts or not; touch_index_cover moves that hlc
 * back when earlier entries are needed. In a database that never merged it is empty. An entry is
 * listed under all records that its changeset or its effect touches; if it is listed under others
 * as well, that costs time but does no harm.
 */
#ifndef LI_DATA_ENTRY_TOUCH_INDEX_H
#define LI_DATA_ENTRY_TOUCH_INDEX_H

#include "data/base/error.h"
#include "data/entry/touched.h"
#include <stdint.h>

struct store;
struct touch_index;
struct vector;

/* For use within one transaction. NULL on failure. The caller frees it. */
struct touch_index *touch_index_new(struct store *store, struct li_error *err);
void touch_index_free(struct touch_index *index); /* NULL is allowed */

/* Lists the entries stored since the index was last saved. To be called before any touch_index_add;
   afterward the caller adds each entry that it stores. */
enum li_err touch_index_catch_up(struct touch_index *index, struct li_error *err);

/* Lists the entries from the hlc on that are not listed yet. */
enum li_err touch_index_cover(struct touch_index *index, uint64_t hlc, struct li_error *err);

/* Lists an entry of that time under the records it touches; touched is sorted. */
enum li_err touch_index_add(
    struct touch_index *index, uint64_t hlc, const struct touched *touched, struct li_error *err);

/* Adds to *hlcs the times, from `first` on, of entries that one touching these records may meet,
   possibly its own and some repeated. touched is sorted; `first` must be covered. */
enum li_err touch_index_find(struct touch_index *index, const struct touched *touched,
    uint64_t first, struct vector *hlcs, struct li_error *err);

/* Saves which entries are listed: after touch_index_catch_up, all stored from its first hlc on. */
enum li_err touch_index_save(struct touch_index *index, struct li_error *err);

/* Deletes what is listed before the hlc, if enough rows were added since to be worth it. */
enum li_err touch_index_prune(struct touch_index *index, uint64_t hlc, struct li_error *err);

/* Empties the index, because the times of entries have changed. */
enum li_err touch_index_forget(struct store *store, struct li_error *err);

/* For `liaise check`: whether an entry with that hlc and that rowid in journal_entry should be
   listed, and whether it is, under every record in `touched`. */
bool touch_index_covers(const struct touch_index *index, uint64_t hlc, int64_t row);
enum li_err touch_index_lists(struct touch_index *index, uint64_t hlc,
    const struct touched *touched, bool *listed, struct li_error *err);

#endif
