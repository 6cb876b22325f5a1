/*
 * store_changes.c: a short list of tables, each with what was written to it.
 *
 * Emptied when a transaction is rolled back; what a commit leaves unasked stays for the next.
 */
#include "data/store/store_changes.h"
#include "data/base/memory.h"
#include "data/store/store_state.h"
#include "data/store/table_info.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static struct store_change *store_changes_find(struct store *store, const char *table)
{
    for (size_t i = 0; i < store->change_count; i++)
        if (strcmp(store->changes[i].table, table) == 0)
            return &store->changes[i];
    return NULL;
}

static struct store_change *store_changes_of(struct store *store, const char *table)
{
    struct store_change *change = store_changes_find(store, table);
    if (change)
        return change;
    store->changes = li_realloc(store->changes, store->change_count + 1, sizeof *store->changes);
    change = &store->changes[store->change_count++];
    *change = (struct store_change){.table = li_strdup(table)};
    return change;
}

void store_changes_note_added(struct store *store, const char *table, int64_t row)
{
    assert(store && table);
    struct store_change *change = store_changes_of(store, table);
    if (store->returning && table_info_replicates(table))
        vector_add(&change->returned, row);
    else {
        if (change->added.first == 0 || row < change->added.first)
            change->added.first = row;
        if (row > change->added.last)
            change->added.last = row;
    }
}

void store_changes_note_unvalidated(struct store *store, const char *table, int64_t row)
{
    assert(store && table);
    vector_add(&store_changes_of(store, table)->unvalidated, row);
}

bool store_changes_take_added(struct store *store, const char *table, struct store_rows *rows)
{
    assert(store && table && rows);
    struct store_change *change = store_changes_find(store, table);
    *rows = change ? change->added : (struct store_rows){0};
    if (change)
        change->added = (struct store_rows){0};
    return rows->first != 0;
}

/* Empties one of a table's lists into *rows. */
static bool store_changes_take(struct vector *from, struct vector *rows)
{
    *rows = from ? *from : (struct vector){0};
    if (from)
        *from = (struct vector){0};
    return rows->count > 0;
}

bool store_changes_take_returned(struct store *store, const char *table, struct vector *rows)
{
    assert(store && table && rows);
    struct store_change *change = store_changes_find(store, table);
    return store_changes_take(change ? &change->returned : NULL, rows);
}

void store_changes_set_returning(struct store *store, bool on)
{
    assert(store);
    store->returning = on;
}

bool store_changes_take_unvalidated(struct store *store, const char *table, struct vector *rows)
{
    assert(store && table && rows);
    struct store_change *change = store_changes_find(store, table);
    bool any = store_changes_take(change ? &change->unvalidated : NULL, rows);
    vector_sort(rows);
    return any;
}

void store_changes_forget(struct store *store)
{
    assert(store);
    for (size_t i = 0; i < store->change_count; i++) {
        vector_clear(&store->changes[i].unvalidated);
        vector_clear(&store->changes[i].returned);
        free(store->changes[i].table);
    }
    free(store->changes);
    store->changes = NULL;
    store->change_count = 0;
}
