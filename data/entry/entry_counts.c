/*
 * entry_counts.c: queries the journal for what decides whether an entry counts.
 */
#include "data/entry/entry_counts.h"
#include "data/database/replica.h"
#include "data/entry/entry_clock.h"
#include "data/entry/entry_statement.h"
#include "data/store/query.h"
#include <assert.h>

enum li_err entry_group_last(struct store *store, struct entry_name *name, struct li_error *err)
{
    assert(store && name && err);
    struct query *query = entry_statement(store, ENTRY_SQL_GROUP_LAST, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &name->replica);
    query_bind_hash(query, 2, &name->hash);
    int step = query_step(query, err);
    if (step > 0 && query_hash(query, 0, &name->hash))
        name->seq = query_int(query, 1);
    query_reset(query);
    return step < 0 ? err->code : LI_OK;
}

/* If the last of a group is here, none is missing: an entry after a gap is never stored. */
static enum li_err entry_group_whole(
    struct store *store, const struct entry *entry, bool *whole, struct li_error *err)
{
    *whole = true;
    if (id_is_nil(&entry->group))
        return LI_OK;
    struct query *query = entry_statement(store, ENTRY_SQL_GROUP_WHOLE, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &entry->name.replica);
    query_bind_id(query, 2, &entry->group);
    int step = query_step(query, err);
    *whole = step > 0;
    query_reset(query);
    return step < 0 ? err->code : LI_OK;
}

/* Whether its replica may write, and nothing replaces it. */
static enum li_err entry_has_standing(
    struct store *store, const struct entry *entry, bool *has, struct li_error *err)
{
    struct query *query = entry_statement(store, ENTRY_SQL_HAS_STANDING, err);
    if (!query)
        return err->code;
    query_bind_hash(query, 1, &entry->name.hash);
    query_bind_id(query, 2, &entry->name.replica);
    int step = query_step(query, err);
    *has = step > 0 && query_int(query, 0);
    query_reset(query);
    return step < 0 ? err->code : LI_OK;
}

static bool entry_is_due(struct store *store, const struct entry *entry)
{
    return entry->state == ENTRY_APPLIED || entry->hlc <= entry_clock_due(store) ||
           replica_is_own(store, &entry->name.replica);
}

enum li_err entry_counts(
    struct store *store, const struct entry *entry, bool *counts, struct li_error *err)
{
    assert(store && entry && counts && err);
    enum li_err code = LI_OK;
    *counts = entry_is_due(store, entry);
    if (entry->sort != ENTRY_RECORDS)
        return LI_OK;
    if (*counts)
        code = entry_group_whole(store, entry, counts, err);
    return code || !*counts ? code : entry_has_standing(store, entry, counts, err);
}

enum li_err entry_reverts_earlier(
    struct store *store, const struct entry *entry, bool *reverts, struct li_error *err)
{
    assert(store && entry && reverts && err);
    *reverts = false;
    if (hash_is_zero(&entry->reverts))
        return LI_OK;
    struct query *query = entry_statement(store, ENTRY_SQL_REVERTS_EARLIER, err);
    if (!query)
        return err->code;
    query_bind_hash(query, 1, &entry->reverts);
    query_bind_int(query, 2, (int64_t)entry->hlc);
    query_bind_id(query, 3, &entry->name.replica);
    query_bind_hash(query, 4, &entry->name.hash);
    int step = query_step(query, err);
    *reverts = step > 0;
    query_reset(query);
    return step < 0 ? err->code : LI_OK;
}
