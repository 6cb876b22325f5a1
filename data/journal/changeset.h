/*
 * changeset.h: what one journal entry did, read change by change.
 */
#ifndef LI_DATA_JOURNAL_CHANGESET_H
#define LI_DATA_JOURNAL_CHANGESET_H

#include "data/store/store.h"
#include <stddef.h>

enum change_how { CHANGE_ADD, CHANGE_SET, CHANGE_REMOVE };

struct changeset;

/* Reads size bytes, which must outlive the reader. NULL on failure. */
struct changeset *changeset_read(
    struct store *store, const void *bytes, size_t size, struct li_error *err);
void changeset_free(struct changeset *changeset);

/* 1: the next change is at hand. 0: no more. -1: damaged, *err says so. */
int changeset_next(struct changeset *changeset, struct li_error *err);

enum change_how changeset_how(const struct changeset *changeset);
const char *changeset_table(const struct changeset *changeset);
const struct id *changeset_id(const struct changeset *changeset);

/* Columns of the table as the schema has them. touched: this change carries the column. The texts
   are as query_text gives them, and valid until the next change. */
int changeset_columns(const struct changeset *changeset);
int changeset_carried(const struct changeset *changeset); /* the first so many are known to it */
const char *changeset_column(const struct changeset *changeset, int column);
bool changeset_touched(const struct changeset *changeset, int column);
const char *changeset_old(const struct changeset *changeset, int column);
const char *changeset_new(const struct changeset *changeset, int column);

/* Without reading it change by change: how many values it sets, a record that comes or goes
   counting once. False when it is not whole, or of tables that have other columns now. */
bool changeset_count(struct store *store, const void *bytes, size_t size, size_t *values);

#endif
