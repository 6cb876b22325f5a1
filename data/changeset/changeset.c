/*
 * changeset.c: SQLite's iterator, with the names of columns.
 */
#include "data/changeset/changeset.h"
#include "data/base/memory.h"
#include "data/changeset/changeset_walk.h"
#include "data/changeset/sqlite_session.h"
#include "data/store/store_error.h"
#include "data/store/table_info.h"
#include "data/store/value.h"
#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Invariants, once changeset_next returned 1:
 *  1. table, carried, operation and id are of the change that iter is on.
 *  2. columns_of is that table; columns and texts have column_count items.
 *  3. carried <= column_count: a changeset with more columns is refused.
 */
struct changeset {
    struct store *store;
    sqlite3_changeset_iter *iter;
    const char *table;
    int operation, carried;
    struct id id;
    char *columns_of; /* NULL: no names are loaded */
    char **columns;
    int column_count;
    char (*texts)[2][VALUE_TEXT_SIZE]; /* by column and side; begins what holds all these */
};

/* The id of the record that the iterator is on. A table has one column as its key: others are not
   whole (changeset_walk.h). */
static bool changeset_key(struct sqlite3_changeset_iter *iter, struct id *out)
{
    const char *table;
    int count, operation, key_count, column = 0;
    unsigned char *key;
    sqlite3_value *value = NULL;
    sqlite3changeset_op(iter, &table, &count, &operation, NULL);
    sqlite3changeset_pk(iter, &key, &key_count);
    while (!key[column])
        column++;
    assert(column < count);
    if (operation == SQLITE_INSERT)
        sqlite3changeset_new(iter, column, &value);
    else
        sqlite3changeset_old(iter, column, &value);
    return value && value_id(value, out);
}

struct changeset *changeset_open(
    struct store *store, const void *bytes, size_t size, struct li_error *err)
{
    assert(store && (bytes || size == 0) && err);
    if (size > INT_MAX || !changeset_walk_is_whole(bytes, size)) {
        li_fail(err, LI_CORRUPT, "A journal entry is damaged and cannot be read.");
        return NULL;
    }
    sqlite3_changeset_iter *iter = NULL;
    int rc = sqlite3changeset_start(&iter, (int)size, (void *)bytes);
    if (rc != SQLITE_OK) {
        store_error(store, rc, "Reading a journal entry", err);
        return NULL;
    }
    struct changeset *changeset = li_calloc(1, sizeof *changeset);
    changeset->store = store;
    changeset->iter = iter;
    return changeset;
}

static void changeset_forget_columns(struct changeset *changeset)
{
    free(changeset->texts);
    changeset->texts = NULL;
    changeset->columns = NULL;
    changeset->columns_of = NULL;
    changeset->column_count = 0;
}

void changeset_close(struct changeset *changeset)
{
    if (!changeset)
        return;
    changeset_forget_columns(changeset);
    sqlite3changeset_finalize(changeset->iter);
    free(changeset);
}

/* Names that outlive a change of the schema, in one piece of memory with room for texts: small
   changesets are read by the thousand. */
static void changeset_copy_columns(struct changeset *changeset, const struct table_info *info)
{
    size_t names = strlen(changeset->table) + 1;
    for (size_t i = 0; i < info->count; i++)
        names += strlen(info->columns[i].name) + 1;
    size_t texts = info->count * sizeof *changeset->texts;
    size_t columns = info->count * sizeof *changeset->columns;
    char *at = li_realloc(NULL, texts + columns + names, 1);
    changeset->texts = (void *)at;
    changeset->columns = (char **)(void *)(at + texts);
    changeset->columns_of = strcpy(at + texts + columns, changeset->table);
    at = changeset->columns_of + strlen(changeset->columns_of) + 1;
    for (size_t i = 0; i < info->count; i++) {
        changeset->columns[i] = strcpy(at, info->columns[i].name);
        at += strlen(at) + 1;
    }
    changeset->column_count = (int)info->count;
}

static enum li_err changeset_load_columns(struct changeset *changeset, struct li_error *err)
{
    if (changeset->columns_of && strcmp(changeset->columns_of, changeset->table) == 0)
        return LI_OK;
    changeset_forget_columns(changeset);
    const struct table_info *info = table_info_find(changeset->store, changeset->table, err);
    if (!info)
        return err->code;
    changeset_copy_columns(changeset, info);
    int count = changeset->column_count;
    if (changeset->carried > count)
        return li_fail(err, LI_REFUSED,
            "A journal entry has %s records that this version does not know; update liaise first.",
            changeset->table);
    return LI_OK;
}

int changeset_next(struct changeset *changeset, struct li_error *err)
{
    assert(changeset && err);
    int rc = sqlite3changeset_next(changeset->iter);
    if (rc == SQLITE_DONE)
        return 0;
    if (rc == SQLITE_ROW)
        rc = sqlite3changeset_op(
            changeset->iter, &changeset->table, &changeset->carried, &changeset->operation, NULL);
    if (rc == SQLITE_NOMEM)
        li_out_of_memory();
    if (rc != SQLITE_OK || !changeset_key(changeset->iter, &changeset->id)) {
        li_fail(err, LI_CORRUPT, "A journal entry is damaged and cannot be read.");
        return -1;
    }
    return changeset_load_columns(changeset, err) ? -1 : 1;
}

enum change_how changeset_how(const struct changeset *changeset)
{
    assert(changeset && changeset->table);
    return changeset->operation == SQLITE_INSERT   ? CHANGE_ADD
           : changeset->operation == SQLITE_DELETE ? CHANGE_REMOVE
                                                   : CHANGE_SET;
}

const char *changeset_table(const struct changeset *changeset)
{
    assert(changeset && changeset->table);
    return changeset->table;
}

const struct id *changeset_id(const struct changeset *changeset)
{
    assert(changeset && changeset->table);
    return &changeset->id;
}

int changeset_columns(const struct changeset *changeset)
{
    return changeset->column_count;
}

int changeset_carried(const struct changeset *changeset)
{
    return changeset->carried;
}

const char *changeset_column(const struct changeset *changeset, int column)
{
    assert(changeset && column >= 0 && column < changeset->column_count);
    return changeset->columns[column];
}

sqlite3_value *changeset_value(
    const struct changeset *changeset, enum changeset_side side, int column)
{
    assert(changeset && changeset->table && column >= 0);
    sqlite3_value *value = NULL;
    int absent = side == CHANGESET_OLD ? SQLITE_INSERT : SQLITE_DELETE;
    if (column >= changeset->carried || changeset->operation == absent)
        return NULL;
    if (side == CHANGESET_OLD)
        sqlite3changeset_old(changeset->iter, column, &value);
    else
        sqlite3changeset_new(changeset->iter, column, &value);
    return value;
}

/* The key of an update is among its old values only, to find the record by. */
bool changeset_touched(const struct changeset *changeset, int column)
{
    if (changeset->operation == SQLITE_DELETE)
        return changeset_value(changeset, CHANGESET_OLD, column) != NULL;
    return changeset_value(changeset, CHANGESET_NEW, column) != NULL;
}

static const char *changeset_text(
    const struct changeset *changeset, enum changeset_side side, int column)
{
    sqlite3_value *value = changeset_value(changeset, side, column);
    return value ? value_text(value, changeset->texts[column][side]) : NULL;
}

const char *changeset_old(const struct changeset *changeset, int column)
{
    return changeset_text(changeset, CHANGESET_OLD, column);
}

const char *changeset_new(const struct changeset *changeset, int column)
{
    return changeset_text(changeset, CHANGESET_NEW, column);
}
