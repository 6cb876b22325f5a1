/*
 * journal_replace.c: stores the new entries as waiting, then applies them and takes out those that
 * they replace.
 */
#include "data/journal/journal_replace.h"
#include "data/apply/reorder.h"
#include "data/base/memory.h"
#include "data/database/replica.h"
#include "data/entry/entry_hash.h"
#include "data/store/store_state.h"
#include <assert.h>
#include <stdlib.h>

/* An entry and the one that replaces it. */
struct journal_replace_pair {
    struct hash from, to;
};

struct journal_replace {
    struct store *store;
    struct reorder *reorder;
    struct journal_replace_pair *pairs;
    size_t count;
    int64_t seq;        /* of the last one written */
    struct hash before; /* and its hash */
    uint64_t hlc;       /* of the next */
};

/* If the entry that is undone was replaced, its replacement is undone instead. */
static struct hash journal_replace_follow(
    const struct journal_replace *replace, const struct hash *hash)
{
    for (size_t i = 0; i < replace->count; i++)
        if (hash_equal(&replace->pairs[i].from, hash))
            return replace->pairs[i].to;
    return *hash;
}

/* An act keeps its date and waits until it is due. Its effect on the team does not wait. */
static enum li_err journal_replace_defer(
    struct journal_replace *replace, const struct entry *act, struct li_error *err)
{
    struct entry row = *act;
    row.state = ENTRY_WAITING;
    return entry_save_effect(replace->store, &row, err);
}

static enum li_err journal_replace_entry(
    struct journal_replace *replace, const struct entry *entry, struct li_error *err)
{
    struct entry fresh = *entry, old = {.hlc = entry->hlc, .name = entry->name};
    if (entry->sort != ENTRY_RECORDS)
        return journal_replace_defer(replace, entry, err);
    fresh.name.replica = replace->store->replica;
    fresh.name.seq = ++replace->seq;
    fresh.before = replace->before;
    fresh.hlc = replace->hlc++;
    fresh.reverts = journal_replace_follow(replace, &entry->reverts);
    fresh.stands_for = entry->name.hash;
    fresh.name.hash = replace->before = entry_hash(&fresh);
    replace->pairs[replace->count++] =
        (struct journal_replace_pair){entry->name.hash, fresh.name.hash};
    enum li_err code = reorder_save_waiting(replace->reorder, &fresh, err);
    fresh.state = ENTRY_WAITING;
    old.state = entry->state;
    old.group = entry->group;
    reorder_add(replace->reorder, &fresh);
    reorder_add(replace->reorder, &old);
    return code;
}

enum li_err journal_replace_entries(struct store *store, const struct hash *hashes, size_t count,
    uint64_t hlc, uint64_t *next, struct li_error *err)
{
    assert(store && store->gate == GATE_OPEN && (hashes || count == 0) && next && err);
    struct journal_replace replace = {.store = store, .hlc = hlc};
    enum li_err code = replica_rename(store, err);
    if (code)
        return code;
    replace.reorder = reorder_new(store, err);
    if (!replace.reorder)
        return err->code;
    replace.pairs = li_calloc(count + 1, sizeof *replace.pairs);
    for (size_t i = 0; i < count && !code; i++) {
        struct entry entry;
        code = entry_find(store, &hashes[i], &entry, err);
        if (code)
            break;
        code = journal_replace_entry(&replace, &entry, err);
        entry_free(&entry);
    }
    if (!code)
        code = reorder_run(replace.reorder, err);
    reorder_free(replace.reorder);
    free(replace.pairs);
    *next = replace.hlc;
    return code;
}
