/*
 * reorder.c: entries put into the tables in their order, from one on.
 */
#include "data/base/memory.h"
#include "data/journal/journal_internal.h"

/* The entry has done nothing yet, or had it taken out again. */
static const char reorder_nothing[1];

static enum li_err reorder_store(struct store *store, struct entry *entry,
    const struct applied *applied, enum entry_state state, struct li_error *err)
{
    struct entry row = *entry;
    row.state = state;
    row.effect = row.changeset;
    row.effect_size = row.changeset_size;
    if (state == ENTRY_WAITING || !applied->as_meant) {
        row.effect = applied->effect.size ? applied->effect.at : (void *)reorder_nothing;
        row.effect_size = applied->effect.size;
    }
    enum li_err code = entry_update(store, &row, err);
    return code == LI_OK ? applied_keep_conflicts(store, applied, &entry->name.hash, err) : code;
}

static enum li_err reorder_put_in_one(
    struct applier *applier, struct store *store, struct entry *entry, struct li_error *err)
{
    struct applied applied = {0};
    struct apply_how how = {.wants_effect = true};
    bool counts = false, takes_back = false;
    enum li_err code = entry_counts(store, entry, &counts, err);
    /* What has counted goes on to, though the clock was set back since: nothing vanishes. */
    counts = counts || entry->state == ENTRY_APPLIED;
    if (code == LI_OK)
        code = entry_takes_back(store, entry, &takes_back, err);
    how.overrules = !takes_back;
    if (code == LI_OK && counts)
        code = apply_entry(applier, entry, how, &applied, err);
    if (code == LI_OK)
        code = reorder_store(store, entry, &applied, counts ? ENTRY_APPLIED : ENTRY_WAITING, err);
    applied_free(&applied);
    return code;
}

enum li_err reorder_put_in(struct store *store, const struct entry *position, struct li_error *err)
{
    struct applier *applier = applier_new(store);
    struct entry entry;
    enum li_err code = entry_find(store, &position->name.hash, &entry, err);
    if (code == LI_NONE)
        code = entry_after(store, position, &entry, err);
    while (code == LI_OK) {
        struct entry at = {.hlc = entry.hlc, .name = entry.name};
        code = reorder_put_in_one(applier, store, &entry, err);
        entry_free(&entry);
        if (code == LI_OK)
            code = entry_after(store, &at, &entry, err);
    }
    applier_free(applier);
    return code == LI_NONE ? LI_OK : code;
}

enum li_err reorder_first_due(struct store *store, struct entry *position, struct li_error *err)
{
    struct query *query = store_fresh(store, SQL_WAITING, err);
    if (!query)
        return err->code;
    int step;
    bool counts = false;
    enum li_err code = LI_OK;
    while (!counts && code == LI_OK && (step = query_step(query, err)) > 0) {
        *position = (struct entry){.hlc = (uint64_t)query_int(query, 2)};
        if (!query_hash(query, 0, &position->name.hash) ||
            !query_id(query, 1, &position->name.replica))
            continue;
        query_id(query, 3, &position->group);
        code = entry_counts(store, position, &counts, err);
    }
    query_free(query);
    if (code != LI_OK || counts)
        return code;
    return step < 0 ? err->code : LI_NONE;
}
