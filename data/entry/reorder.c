/*
 * reorder.c: entries put in one after another, and saved with what they did.
 */
#include "data/entry/reorder.h"
#include "data/entry/apply.h"
#include "data/entry/entry_statement.h"
#include "data/store/query.h"
#include <assert.h>

/* The effect of an entry that did nothing, or does not count yet. */
static const char reorder_nothing[1];

static enum li_err reorder_save(struct store *store, const struct entry *entry,
    const struct apply_result *result, enum entry_state state, struct li_error *err)
{
    struct entry row = *entry;
    row.state = state;
    row.effect = row.changeset;
    row.effect_size = row.changeset_size;
    if (state == ENTRY_WAITING || !result->as_meant) {
        row.effect = result->effect.size ? result->effect.at : (void *)reorder_nothing;
        row.effect_size = result->effect.size;
    }
    enum li_err code = entry_save_effect(store, &row, err);
    return code ? code : apply_conflicts_save(store, &result->conflicts, &entry->name.hash, err);
}

static enum li_err reorder_put_in(struct apply_tables *tables, struct store *store,
    const struct entry *entry, struct li_error *err)
{
    struct apply_result result = {0};
    struct apply_options options = {.wants_effect = true};
    bool counts = false, reverts = false;
    enum li_err code = entry_counts(store, entry, &counts, err);
    /* What has counted once goes on to, though the clock was set back since: nothing vanishes. */
    counts = counts || entry->state == ENTRY_APPLIED;
    if (!code)
        code = entry_reverts_earlier(store, entry, &reverts, err);
    options.overrules = !reverts;
    if (!code && counts)
        code = apply_entry(tables, entry, options, &result, err);
    if (!code)
        code = reorder_save(store, entry, &result, counts ? ENTRY_APPLIED : ENTRY_WAITING, err);
    apply_result_free(&result);
    return code;
}

enum li_err reorder_from(struct store *store, const struct entry *position, struct li_error *err)
{
    assert(store && position && err);
    struct apply_tables *tables = apply_tables_new(store);
    struct entry entry;
    enum li_err code = entry_find(store, &position->name.hash, &entry, err);
    if (code == LI_NONE)
        code = entry_after(store, position, &entry, err);
    while (!code) {
        struct entry at = {.hlc = entry.hlc, .name = entry.name};
        code = reorder_put_in(tables, store, &entry, err);
        entry_free(&entry);
        if (!code)
            code = entry_after(store, &at, &entry, err);
    }
    apply_tables_free(tables);
    return code == LI_NONE ? LI_OK : code;
}

enum li_err reorder_first_due(struct store *store, struct entry *position, struct li_error *err)
{
    assert(store && position && err);
    struct query *query = entry_statement_new(store, ENTRY_SQL_WAITING, err);
    if (!query)
        return err->code;
    int step;
    bool counts = false;
    enum li_err code = LI_OK;
    while (!counts && !code && (step = query_step(query, err)) > 0) {
        *position = (struct entry){.hlc = (uint64_t)query_int(query, 2)};
        if (!query_hash(query, 0, &position->name.hash) ||
            !query_id(query, 1, &position->name.replica))
            continue;
        query_id(query, 3, &position->group);
        code = entry_counts(store, position, &counts, err);
    }
    query_free(query);
    if (code || counts)
        return code;
    return step < 0 ? err->code : LI_NONE;
}
