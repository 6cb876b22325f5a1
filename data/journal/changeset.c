/*
 * changeset.c: SQLite's changesets, read with the names of tables and columns at hand.
 */
#include "data/journal/changeset.h"
#include "data/base/memory.h"
#include "data/journal/journal_internal.h"
#include "data/store/session.h"
#include "data/store/table_info.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct changeset {
    struct store *store;
    sqlite3_changeset_iter *iter;
    const char *table; /* of the change at hand */
    int operation,
        carried; /* columns the changeset knows: fewer when it is older than the schema */
    struct id id;
    char *columns_of; /* the table the names below belong to */
    char **columns;
    int column_count;
    char (*texts)[2][VALUE_TEXT_SIZE];
};

bool changeset_key(struct sqlite3_changeset_iter *iter, struct id *out)
{
    const char *table;
    int count, operation, key_count;
    unsigned char *key;
    if (sqlite3changeset_op(iter, &table, &count, &operation, NULL) != SQLITE_OK ||
        sqlite3changeset_pk(iter, &key, &key_count) != SQLITE_OK)
        return false;
    for (int i = 0; i < count && i < key_count; i++) {
        sqlite3_value *value = NULL;
        if (!key[i])
            continue;
        if (operation == SQLITE_INSERT)
            sqlite3changeset_new(iter, i, &value);
        else
            sqlite3changeset_old(iter, i, &value);
        return value && value_id(value, out);
    }
    return false;
}

struct changeset *changeset_read(
    struct store *store, const void *bytes, size_t size, struct li_error *err)
{
    if (size > INT_MAX || !changeset_is_whole(bytes, size)) {
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
    for (int i = 0; i < changeset->column_count; i++)
        free(changeset->columns[i]);
    free(changeset->columns);
    free(changeset->columns_of);
    free(changeset->texts);
    changeset->columns = NULL;
    changeset->columns_of = NULL;
    changeset->texts = NULL;
    changeset->column_count = 0;
}

void changeset_free(struct changeset *changeset)
{
    if (!changeset)
        return;
    changeset_forget_columns(changeset);
    sqlite3changeset_finalize(changeset->iter);
    free(changeset);
}

static enum li_err changeset_learn_columns(struct changeset *changeset, struct li_error *err)
{
    if (changeset->columns_of && strcmp(changeset->columns_of, changeset->table) == 0)
        return LI_OK;
    changeset_forget_columns(changeset);
    const struct table_info *shape = store_table_info(changeset->store, changeset->table, err);
    if (!shape)
        return err->code;
    int count = (int)shape->count;
    changeset->columns = li_calloc(shape->count, sizeof *changeset->columns);
    for (size_t i = 0; i < shape->count; i++)
        changeset->columns[i] = li_strdup(shape->columns[i].name);
    changeset->column_count = count;
    changeset->columns_of = li_strdup(changeset->table);
    changeset->texts = li_calloc(shape->count, sizeof *changeset->texts);
    if (changeset->carried > count)
        return li_fail(err, LI_REFUSED,
            "A journal entry has %s records that this version does not know; update liaise first.",
            changeset->table);
    return LI_OK;
}

int changeset_next(struct changeset *changeset, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
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
    return changeset_learn_columns(changeset, err) == LI_OK ? 1 : -1;
}

enum change_how changeset_how(const struct changeset *changeset)
{
    return changeset->operation == SQLITE_INSERT   ? CHANGE_ADD
           : changeset->operation == SQLITE_DELETE ? CHANGE_REMOVE
                                                   : CHANGE_SET;
}

const char *changeset_table(const struct changeset *changeset)
{
    return changeset->table;
}

const struct id *changeset_id(const struct changeset *changeset)
{
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
    return changeset->columns[column];
}

sqlite3_value *changeset_value(
    const struct changeset *changeset, enum changeset_side side, int column)
{
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

/* The key of an update stands among its old values only, for finding the record. */
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
