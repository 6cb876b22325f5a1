/*
 * apply_conflict.c: a list of conflicts, and their rows in journal_conflict.
 */
#include "data/apply/apply_conflict.h"
#include "data/base/memory.h"
#include "data/entry/entry_statement.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

void apply_conflicts_add(struct apply_conflicts *conflicts, const struct apply_conflict *conflict)
{
    assert(conflicts && conflict && conflict->table && conflict->why);
    if (conflicts->count == conflicts->room) {
        conflicts->room = conflicts->room ? 2 * conflicts->room : 8;
        conflicts->items = li_realloc(conflicts->items, conflicts->room, sizeof *conflicts->items);
    }
    conflicts->items[conflicts->count++] = (struct apply_conflict){
        .table = li_strdup(conflict->table),
        .column = li_strdup(conflict->column),
        .id = conflict->id,
        .why = conflict->why,
        .lost = li_strdup(conflict->lost),
        .kept = li_strdup(conflict->kept),
    };
}

static void apply_conflict_clear(struct apply_conflict *conflict)
{
    free(conflict->table);
    free(conflict->column);
    free(conflict->lost);
    free(conflict->kept);
}

struct apply_conflict *apply_conflicts_find(
    struct apply_conflicts *conflicts, const char *table, const struct id *id, const char *column)
{
    assert(conflicts && table && id && column);
    for (size_t i = conflicts->count; i > 0; i--) {
        struct apply_conflict *conflict = &conflicts->items[i - 1];
        if (id_equal(&conflict->id, id) && conflict->column &&
            strcmp(conflict->column, column) == 0 && strcmp(conflict->table, table) == 0)
            return conflict;
    }
    return NULL;
}

void apply_conflicts_remove(struct apply_conflicts *conflicts, struct apply_conflict *conflict)
{
    assert(conflicts->count > 0 && conflict >= conflicts->items &&
           conflict < conflicts->items + conflicts->count);
    apply_conflict_clear(conflict);
    *conflict = conflicts->items[--conflicts->count];
}

void apply_conflicts_clear(struct apply_conflicts *conflicts)
{
    assert(conflicts);
    for (size_t i = 0; i < conflicts->count; i++)
        apply_conflict_clear(&conflicts->items[i]);
    free(conflicts->items);
    *conflicts = (struct apply_conflicts){0};
}

static enum li_err apply_conflict_save(struct store *store, const struct apply_conflict *conflict,
    const struct hash *entry, struct li_error *err)
{
    struct query *query = entry_statement(store, ENTRY_SQL_CONFLICT_ADD, err);
    if (!query)
        return err->code;
    query_bind_hash(query, 1, entry);
    query_bind_plain(query, 2, conflict->table);
    query_bind_id(query, 3, &conflict->id);
    query_bind_plain(query, 4, conflict->column);
    query_bind_plain(query, 5, conflict->why);
    query_bind_plain(query, 6, conflict->lost);
    query_bind_plain(query, 7, conflict->kept);
    return query_finish(query, err);
}

enum li_err apply_conflicts_save(struct store *store, const struct apply_conflicts *conflicts,
    const struct hash *entry, struct li_error *err)
{
    assert(store && conflicts && entry && err);
    enum li_err code = LI_OK;
    for (size_t i = 0; i < conflicts->count && !code; i++)
        code = apply_conflict_save(store, &conflicts->items[i], entry, err);
    return code;
}

static bool apply_conflict_is_text(struct query *query, int column, const char *text)
{
    const char *stored = query_text(query, column);
    return stored && text ? strcmp(stored, text) == 0 : !stored && !text;
}

/* Whether the query's row, of ENTRY_SQL_CONFLICTS, is the conflict. */
static bool apply_conflict_is_row(const struct apply_conflict *conflict, struct query *query)
{
    struct id id;
    return apply_conflict_is_text(query, 0, conflict->table) && query_id(query, 1, &id) &&
           id_equal(&id, &conflict->id) && apply_conflict_is_text(query, 2, conflict->column) &&
           apply_conflict_is_text(query, 3, conflict->why) &&
           apply_conflict_is_text(query, 4, conflict->lost) &&
           apply_conflict_is_text(query, 5, conflict->kept);
}

/* *saved: just these conflicts are stored, in this order. */
static enum li_err apply_conflicts_are_saved(struct store *store,
    const struct apply_conflicts *conflicts, const struct hash *entry, bool *saved,
    struct li_error *err)
{
    int step;
    size_t count = 0;
    struct query *query = entry_statement(store, ENTRY_SQL_CONFLICTS, err);
    if (!query)
        return err->code;
    *saved = true;
    query_bind_hash(query, 1, entry);
    while ((step = query_step(query, err)) > 0 && *saved)
        *saved =
            count < conflicts->count && apply_conflict_is_row(&conflicts->items[count++], query);
    query_reset(query);
    *saved = *saved && count == conflicts->count;
    return step < 0 ? err->code : LI_OK;
}

enum li_err apply_conflicts_replace(struct store *store, const struct apply_conflicts *conflicts,
    const struct hash *entry, struct li_error *err)
{
    assert(store && conflicts && entry && err);
    bool saved = false;
    if (apply_conflicts_are_saved(store, conflicts, entry, &saved, err))
        return err->code;
    if (saved)
        return LI_OK;
    struct query *query = entry_statement(store, ENTRY_SQL_CONFLICT_DROP, err);
    if (!query)
        return err->code;
    query_bind_hash(query, 1, entry);
    enum li_err code = query_finish(query, err);
    return code ? code : apply_conflicts_save(store, conflicts, entry, err);
}
