/*
 * journal_team.c: an entry of sort ENTRY_TEAM, in a transaction of its own.
 */
#include "data/journal/journal_team.h"
#include "data/database/replica.h"
#include "data/database/replica_key.h"
#include "data/journal/journal.h"
#include "data/journal/journal_clock.h"
#include "data/journal/journal_entry.h"
#include "data/store/store_state.h"
#include "data/store/transaction.h"
#include <assert.h>

/* Signs an entry of this replica as the end of a run; no effect if the replica has no key. */
static enum li_err journal_team_sign(
    struct store *store, const struct hash *hash, struct li_error *err)
{
    struct signature signature;
    enum li_err code = replica_key_sign(store, &store->replica, hash, &signature, err);
    return code == LI_NONE ? LI_OK : code;
}

/* Signatures on the act and on the entry before it make the act a run of its own, so that it can be
   sealed with another key than the entries around it. */
static enum li_err journal_team_add(
    struct store *store, const struct journal_team_act *act, struct li_error *err)
{
    struct entry entry = {
        .sort = ENTRY_TEAM,
        .label = (char *)act->label,
        .last = true,
        .changeset = (void *)act->bytes,
        .changeset_size = act->size,
    };
    enum li_err code = journal_entry_add(store, &entry, err);
    if (!code && entry.name.seq > 1)
        code = journal_team_sign(store, &entry.before, err);
    if (!code)
        code = journal_team_sign(store, &entry.name.hash, err);
    return code ? code : journal_entry_sign_head(store, err);
}

static enum li_err journal_team_run(struct store *store, struct journal_team_act *act,
    journal_team_begin begin, void *arg, struct li_error *err)
{
    enum li_err code = journal_clock_correct(store, err);
    store->gate = GATE_OPEN;
    if (!code && begin)
        code = begin(store, arg, act, err);
    if (!code)
        code = journal_team_add(store, act, err);
    return code ? code : transaction_commit(store, err);
}

enum li_err journal_team_write(struct store *store, struct journal_team_act act,
    journal_team_begin begin, void *arg, struct li_error *err)
{
    assert(store && act.label && (act.bytes || begin) && err);
    enum li_err code = journal_check_writable(store, err);
    if (!code)
        code = journal_entry_begin(store, err);
    if (code)
        return code;
    code = journal_team_run(store, &act, begin, arg, err);
    store->gate = GATE_SHUT;
    transaction_rollback(store);
    if (code)
        replica_reload(store);
    return code;
}
