/*
 * changeset.h: what one journal entry did, read change by change, with the names of its columns.
 *
 * A changeset is SQLite's (sqlite3session): a list of rows added, changed or removed, each with the
 * values before and after.
 */
#ifndef LI_DATA_CHANGESET_CHANGESET_H
#define LI_DATA_CHANGESET_CHANGESET_H

#include "data/base/id.h"
#include "data/store/store.h"
#include <stddef.h>

struct changeset;
struct sqlite3_value;

enum change_how { CHANGE_ADD, CHANGE_SET, CHANGE_REMOVE };
enum changeset_side { CHANGESET_OLD, CHANGESET_NEW };

/* The bytes must outlive the reader. NULL on failure; LI_CORRUPT: they are no changeset. */
struct changeset *changeset_open(
    struct store *store, const void *bytes, size_t size, struct li_error *err);
void changeset_close(struct changeset *changeset); /* NULL is allowed */

/* 1: the next change is there. 0: no more. -1: *err says why; LI_REFUSED: it has columns that this
   version does not know. */
int changeset_next(struct changeset *changeset, struct li_error *err);

/* Of the change that changeset_next moved to. Texts are as value_text gives them; what is returned
   is valid until the next change. */
enum change_how changeset_how(const struct changeset *changeset);
const char *changeset_table(const struct changeset *changeset);
const struct id *changeset_id(const struct changeset *changeset);

/* Columns count from 0, and are those of the table as the schema has it now. The first
   changeset_carried of them existed when the changeset was written. */
int changeset_columns(const struct changeset *changeset);
int changeset_carried(const struct changeset *changeset);
const char *changeset_column(const struct changeset *changeset, int column); /* its name */

/* Whether the change sets the column: an addition or removal, all of them. */
bool changeset_touched(const struct changeset *changeset, int column);

/* The value of a column on one side; NULL when the change does not carry it. */
struct sqlite3_value *changeset_value(
    const struct changeset *changeset, enum changeset_side side, int column);
const char *changeset_old(const struct changeset *changeset, int column);
const char *changeset_new(const struct changeset *changeset, int column);

#endif
