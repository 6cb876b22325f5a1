/*
 * apply_conflict.c: what lost when an entry was put in.
 */
#include "data/base/memory.h"
#include "data/journal/apply_internal.h"
#include "data/store/session.h"
#include <stdlib.h>
#include <string.h>

void applying_note(
    struct applying *applying, int column, const char *why, const char *lost, const char *kept)
{
    struct applied *out = applying->out;
    if (out->conflict_count == out->conflict_room) {
        out->conflict_room = out->conflict_room ? 2 * out->conflict_room : 8;
        out->conflicts = li_realloc(out->conflicts, out->conflict_room, sizeof *out->conflicts);
    }
    out->conflicts[out->conflict_count++] = (struct conflict){
        .table = li_strdup(applying->table->name),
        .column = column < 0 ? NULL : li_strdup(applying->table->shape->columns[column].name),
        .id = *changeset_id(applying->change),
        .why = why,
        .lost = li_strdup(lost),
        .kept = li_strdup(kept),
    };
}

static void apply_conflict_clear(struct conflict *conflict)
{
    free(conflict->table);
    free(conflict->column);
    free(conflict->lost);
    free(conflict->kept);
}

struct conflict *applying_noted(struct applying *applying, int column)
{
    struct applied *out = applying->out;
    const char *name = applying->table->shape->columns[column].name;
    for (size_t i = out->conflict_count; i > 0; i--) {
        struct conflict *conflict = &out->conflicts[i - 1];
        if (id_equal(&conflict->id, changeset_id(applying->change)) && conflict->column &&
            strcmp(conflict->column, name) == 0 &&
            strcmp(conflict->table, applying->table->name) == 0)
            return conflict;
    }
    return NULL;
}

void applying_unnote(struct applying *applying, struct conflict *conflict)
{
    struct applied *out = applying->out;
    apply_conflict_clear(conflict);
    *conflict = out->conflicts[--out->conflict_count];
}

void applying_unnote_fields(struct applying *applying)
{
    for (size_t i = 0; i < applying->table->shape->count; i++) {
        struct conflict *noted = applying_noted(applying, (int)i);
        if (noted)
            applying_unnote(applying, noted);
    }
}

void applied_free(struct applied *applied)
{
    for (size_t i = 0; i < applied->conflict_count; i++)
        apply_conflict_clear(&applied->conflicts[i]);
    free(applied->conflicts);
    sqlite3_free(applied->effect.at);
    *applied = (struct applied){0};
}

static enum li_err apply_conflict_add(struct store *store, const struct conflict *conflict,
    const struct hash *entry, struct li_error *err)
{
    struct query *query = store_statement(store, SQL_CONFLICT_ADD, err);
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

enum li_err applied_keep_conflicts(struct store *store, const struct applied *applied,
    const struct hash *entry, struct li_error *err)
{
    struct query *query = store_statement(store, SQL_CONFLICT_DROP, err);
    if (!query)
        return err->code;
    query_bind_hash(query, 1, entry);
    enum li_err code = query_finish(query, err);
    for (size_t i = 0; i < applied->conflict_count && code == LI_OK; i++)
        code = apply_conflict_add(store, &applied->conflicts[i], entry, err);
    return code;
}
