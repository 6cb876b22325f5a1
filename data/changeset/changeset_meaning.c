/*
 * changeset_meaning.c: two changesets as sorted lists of changes.
 *
 * Their bytes may differ though they do the same: a session has tables and records in an order of
 * its own and marks what a trigger did, and a later schema has more columns at the end, null in
 * what is older.
 */
#include "data/changeset/changeset_meaning.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include "data/changeset/changeset_walk.h"
#include "data/changeset/sqlite_session.h"
#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Each change encoded as table, operation and values; sorted. */
struct changeset_meaning {
    struct bytes *changes;
    size_t count, room;
};

static void changeset_meaning_add_value(struct bytes *out, sqlite3_value *value)
{
    int type = value ? sqlite3_value_type(value) : 0;
    char kind = (char)type;
    bytes_add(out, &kind, 1);
    if (!value || type == SQLITE_NULL)
        return;
    sqlite3_int64 whole = type == SQLITE_INTEGER ? sqlite3_value_int64(value) : 0;
    double real = type == SQLITE_FLOAT ? sqlite3_value_double(value) : 0;
    if (type == SQLITE_INTEGER) {
        bytes_add(out, &whole, sizeof whole);
    } else if (type == SQLITE_FLOAT) {
        bytes_add(out, &real, sizeof real);
    } else {
        const void *bytes = sqlite3_value_blob(value);
        size_t size = (size_t)sqlite3_value_bytes(value);
        bytes_add(out, &size, sizeof size);
        bytes_add(out, bytes, size);
    }
}

/* Nothing is encoded after the last value that is not null. */
static void changeset_meaning_add_side(struct bytes *out, sqlite3_changeset_iter *iter, int columns,
    int (*side)(sqlite3_changeset_iter *iter, int column, sqlite3_value **value))
{
    size_t end = out->size;
    for (int i = 0; i < columns; i++) {
        sqlite3_value *value = NULL;
        side(iter, i, &value);
        changeset_meaning_add_value(out, value);
        if (value && sqlite3_value_type(value) != SQLITE_NULL)
            end = out->size;
    }
    out->size = end;
    bytes_add(out, "|", 1);
}

static void changeset_meaning_add(struct changeset_meaning *meaning, sqlite3_changeset_iter *iter)
{
    const char *table;
    int columns, operation;
    struct bytes change = {0};
    sqlite3changeset_op(iter, &table, &columns, &operation, NULL);
    bytes_add(&change, table, strlen(table) + 1);
    bytes_add(&change, &operation, sizeof operation);
    if (operation != SQLITE_INSERT)
        changeset_meaning_add_side(&change, iter, columns, sqlite3changeset_old);
    if (operation != SQLITE_DELETE)
        changeset_meaning_add_side(&change, iter, columns, sqlite3changeset_new);
    if (meaning->count == meaning->room) {
        meaning->room = meaning->room ? 2 * meaning->room : 64;
        meaning->changes = li_realloc(meaning->changes, meaning->room, sizeof *meaning->changes);
    }
    meaning->changes[meaning->count++] = change;
}

static int changeset_meaning_compare(const void *a, const void *b)
{
    const struct bytes *one = a, *other = b;
    size_t shorter = one->size < other->size ? one->size : other->size;
    int order = memcmp(one->at, other->at, shorter);
    return order ? order : (one->size > other->size) - (one->size < other->size);
}

/* Returns what changeset_meaning_equal does: 1 for read, 0 for damaged. */
static int changeset_meaning_read(
    struct changeset_meaning *meaning, const void *bytes, size_t size, struct li_error *err)
{
    sqlite3_changeset_iter *iter = NULL;
    if (size == 0)
        return 1;
    if (!changeset_walk_is_whole(bytes, size))
        return 0;
    int rc = sqlite3changeset_start(&iter, (int)size, (void *)bytes);
    bool started = rc == SQLITE_OK;
    while (started && (rc = sqlite3changeset_next(iter)) == SQLITE_ROW)
        changeset_meaning_add(meaning, iter);
    if (rc == SQLITE_NOMEM)
        li_out_of_memory();
    if (!started) {
        li_fail(err, LI_IO, "A journal entry could not be read: %s.", sqlite3_errstr(rc));
        return -1;
    }
    sqlite3changeset_finalize(iter);
    if (meaning->count > 0)
        qsort(
            meaning->changes, meaning->count, sizeof *meaning->changes, changeset_meaning_compare);
    return rc == SQLITE_DONE;
}

static void changeset_meaning_clear(struct changeset_meaning *meaning)
{
    for (size_t i = 0; i < meaning->count; i++)
        free(meaning->changes[i].at);
    free(meaning->changes);
}

int changeset_meaning_equal(
    const void *one, size_t one_size, const void *other, size_t other_size, struct li_error *err)
{
    assert((one || one_size == 0) && (other || other_size == 0) && err);
    struct changeset_meaning a = {0}, b = {0};
    int same = changeset_meaning_read(&a, one, one_size, err);
    if (same > 0)
        same = changeset_meaning_read(&b, other, other_size, err);
    if (same > 0)
        same = a.count == b.count;
    for (size_t i = 0; same > 0 && i < a.count; i++)
        same = changeset_meaning_compare(&a.changes[i], &b.changes[i]) == 0;
    changeset_meaning_clear(&a);
    changeset_meaning_clear(&b);
    return same;
}
