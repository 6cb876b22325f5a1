/*
 * merge_stored.h: stored entries that now count or no longer do, queued to be applied or taken out.
 *
 * All of it runs inside a transaction with the gate open.
 */
#ifndef LI_DATA_MERGE_MERGE_STORED_H
#define LI_DATA_MERGE_MERGE_STORED_H

#include "data/apply/reorder.h"

struct query;

/* Queues each entry in the rows of the query, of entry_position_from_row, that counts. Resets the
   query. */
enum li_err merge_stored_add(
    struct store *store, struct reorder *reorder, struct query *query, struct li_error *err);

/* Queues the waiting entries that became due since merge_stored_save_due. merge_stored_is_due tells
   whether there are any. */
enum li_err merge_stored_add_due(
    struct store *store, struct reorder *reorder, struct li_error *err);
enum li_err merge_stored_is_due(struct store *store, bool *due, struct li_error *err);

/* Saves, for merge_stored_add_due and for journal_check, up to which hlc waiting entries have been
   treated as due. */
enum li_err merge_stored_save_due(struct store *store, struct li_error *err);

/* Queues each entry whose state is wrong, after a change in who may write. */
enum li_err merge_stored_add_misjudged(
    struct store *store, struct reorder *reorder, struct li_error *err);

#endif
