/*
 * store_changes.h: which rows a transaction added or changed, for the commit hook.
 */
#ifndef LI_DATA_STORE_STORE_CHANGES_H
#define LI_DATA_STORE_STORE_CHANGES_H

#include "data/store/store.h"

struct vector;

/* The least and the greatest of some rowids. */
struct store_rows {
    int64_t first, last;
};

/* Between which rowids rows were added to the table in this transaction since it was last asked
   for: rowids only grow, so all rows from the first on are new or returned. False: none was added.
 */
bool store_changes_take_added(struct store *store, const char *table, struct store_rows *rows);

/* The rowids of the records, some more than once, that were removed and added again in this
   transaction since they were last asked for, under the rowids they had: they are not among those
   that store_changes_take_added means. False: there are none. The caller clears *rows. */
bool store_changes_take_returned(struct store *store, const char *table, struct vector *rows);
/* Whether what is added now returns so. */
void store_changes_set_returning(struct store *store, bool on);

/* The rowids, ascending, of the records that merging or undoing entries added or changed in this
   transaction since they were last asked for: no form has validated them. False: there are none.
   The caller clears *rows. */
bool store_changes_take_unvalidated(struct store *store, const char *table, struct vector *rows);

/* For the connection's hooks (store.c). */
void store_changes_note_added(struct store *store, const char *table, int64_t row);
void store_changes_note_unvalidated(struct store *store, const char *table, int64_t row);
void store_changes_forget(struct store *store);

#endif
