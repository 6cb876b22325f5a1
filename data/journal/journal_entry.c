/*
 * journal_entry.c: what all entries written by this database have in common.
 */
#include "data/journal/journal_entry.h"
#include "data/database/replica.h"
#include "data/database/replica_key.h"
#include "data/database/schema.h"
#include "data/entry/entry_clock.h"
#include "data/entry/entry_hash.h"
#include "data/entry/entry_statement.h"
#include "data/store/query.h"
#include "data/store/store_state.h"
#include "data/store/transaction.h"
#include <assert.h>

/* Sets the replica, the number and `before` of the next entry. */
static enum li_err journal_entry_number(
    struct store *store, struct entry *entry, struct li_error *err)
{
    struct query *query = entry_statement(store, ENTRY_SQL_LAST_SEQ, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &store->replica);
    int step = query_step(query, err);
    entry->name.replica = store->replica;
    entry->name.seq = step > 0 ? query_int(query, 0) + 1 : 1;
    if (step > 0)
        query_hash(query, 2, &entry->before);
    query_reset(query);
    return step < 0 ? err->code : LI_OK;
}

enum li_err journal_entry_add(struct store *store, struct entry *entry, struct li_error *err)
{
    assert(store && entry && entry->sort && entry->label && entry->changeset && err);
    static char nothing[1];
    char at[ENTRY_CLOCK_INSTANT_SIZE];
    entry_clock_wall(store, at);
    entry->at = at;
    entry->schema = schema_newest();
    entry->author = store->author;
    bool acts = entry->sort == ENTRY_TEAM; /* it changes no record */
    entry->effect = acts ? nothing : entry->changeset;
    entry->effect_size = acts ? 0 : entry->changeset_size;
    entry->state = ENTRY_APPLIED;
    enum store_gate gate = store->gate;
    store->gate = GATE_OPEN;
    enum li_err code = journal_entry_number(store, entry, err);
    if (!code)
        code = entry_clock_tick(store, &entry->hlc, err);
    if (!code) {
        entry->name.hash = entry_hash(entry);
        code = entry_save(store, entry, err);
    }
    store->gate = gate;
    entry->at = NULL;
    return code;
}

enum li_err journal_entry_sign_head(struct store *store, struct li_error *err)
{
    assert(store && err);
    bool keyed = false;
    struct entry last = {0};
    enum li_err code = replica_key_is_there(store, &keyed, err);
    if (!code && keyed)
        code = journal_entry_number(store, &last, err);
    return !code && keyed && last.name.seq > 1 ? replica_key_sign_head(store, &last.before, err)
                                               : code;
}

enum li_err journal_entry_begin(struct store *store, struct li_error *err)
{
    assert(store && err);
    enum li_err code = transaction_begin(store, err);
    if (code)
        return code;
    code = replica_refresh(store, err);
    if (code)
        transaction_rollback(store);
    return code;
}

enum li_err journal_entry_check_standing(struct store *store, struct li_error *err)
{
    assert(store && err);
    struct query *query =
        query_new(store, "SELECT 1 FROM local_standing WHERE replica = ?1 AND NOT writes", err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &store->replica);
    int step = query_step(query, err);
    query_free(query);
    if (step > 0)
        return li_fail(
            err, LI_REFUSED, "This device may only read; an administrator can make it an editor.");
    return step < 0 ? err->code : LI_OK;
}
