/*
 * chain.c: walks back from an entry to the one before it.
 */
#include "data/branch/chain.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>

/* Invariant: once code is set it stays set, and err is a failure's message. */
struct chain {
    struct query *find;  /* seq and before of a hash */
    struct query *count; /* how many entries of a replica have a number */
    struct li_error err;
    enum li_err code;
};

struct chain *chain_new(struct store *store, struct li_error *err)
{
    assert(store && err);
    struct chain *chain = li_calloc(1, sizeof *chain);
    chain->find = query_new(
        store, "SELECT seq, before FROM journal_entry WHERE hash = ?1 AND replica = ?2", err);
    if (chain->find)
        chain->count = query_new(
            store, "SELECT count(*) FROM journal_entry WHERE replica = ?1 AND seq = ?2", err);
    if (chain->count)
        return chain;
    chain_free(chain);
    return NULL;
}

void chain_free(struct chain *chain)
{
    if (!chain)
        return;
    query_free(chain->find);
    query_free(chain->count);
    free(chain);
}

enum li_err chain_failed(const struct chain *chain, struct li_error *err)
{
    assert(chain && err);
    if (chain->code)
        *err = chain->err;
    return chain->code;
}

/* The number of an entry, and the entry before it. False: not stored here, or *chain failed. */
static bool chain_find(struct chain *chain, const struct id *replica, const struct hash *hash,
    int64_t *seq, struct hash *before)
{
    query_bind_hash(chain->find, 1, hash);
    query_bind_id(chain->find, 2, replica);
    int step = query_step(chain->find, &chain->err);
    bool there = step > 0 && query_hash(chain->find, 1, before);
    *seq = there ? query_int(chain->find, 0) : 0;
    query_reset(chain->find);
    if (step < 0)
        chain->code = chain->err.code;
    return there;
}

/* Whether only one entry of the replica has that number. Then every branch that reaches the number
   leads through it. */
static bool chain_is_single(struct chain *chain, const struct id *replica, int64_t seq)
{
    query_bind_id(chain->count, 1, replica);
    query_bind_int(chain->count, 2, seq);
    int step = query_step(chain->count, &chain->err);
    bool single = step > 0 && query_int(chain->count, 0) == 1;
    query_reset(chain->count);
    if (step < 0)
        chain->code = chain->err.code;
    return single;
}

bool chain_leads(void *arg, const struct entry_name *entry, const struct hash *head)
{
    struct chain *chain = arg;
    assert(chain && entry && head);
    int64_t seq;
    struct hash at = *head, before;
    if (hash_equal(&at, &entry->hash))
        return true;
    if (!chain_find(chain, &entry->replica, &at, &seq, &before) || seq <= entry->seq)
        return false;
    if (chain_is_single(chain, &entry->replica, entry->seq))
        return true;
    while (seq > entry->seq && !hash_equal(&at, &entry->hash)) {
        at = before;
        if (!chain_find(chain, &entry->replica, &at, &seq, &before))
            return false;
    }
    return hash_equal(&at, &entry->hash);
}

/* --- all entries of a replica ----------------------------------------------------------------- */

static int chain_compare(const void *a, const void *b)
{
    const struct chain_entry *one = a, *other = b;
    return hash_compare(&one->hash, &other->hash);
}

static void chain_append(struct chain_entries *out, size_t *room, const struct chain_entry *entry)
{
    if (out->count == *room) {
        *room = *room ? 2 * *room : 64;
        out->items = li_realloc(out->items, *room, sizeof *out->items);
    }
    out->items[out->count++] = *entry;
}

enum li_err chain_load(
    struct store *store, const struct id *replica, struct chain_entries *out, struct li_error *err)
{
    assert(store && replica && out && err);
    int step;
    size_t room = 0;
    *out = (struct chain_entries){0};
    struct query *query =
        query_new(store, "SELECT hash, before FROM journal_entry WHERE replica = ?1", err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, replica);
    while ((step = query_step(query, err)) > 0) {
        struct chain_entry entry = {.leads = false};
        if (query_hash(query, 0, &entry.hash) && query_hash(query, 1, &entry.before))
            chain_append(out, &room, &entry);
    }
    query_free(query);
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, chain_compare);
    return step < 0 ? err->code : LI_OK;
}

void chain_clear(struct chain_entries *entries)
{
    assert(entries);
    free(entries->items);
    *entries = (struct chain_entries){0};
}

void chain_mark(struct chain_entries *entries, const struct hash *head)
{
    assert(entries && head);
    struct chain_entry key = {.hash = *head}, *at;
    for (size_t i = 0; i < entries->count; i++)
        entries->items[i].leads = false;
    /* A cycle of hashes can't be made, but even there the walk would end, at a marked entry. */
    while (entries->count &&
           (at = bsearch(
                &key, entries->items, entries->count, sizeof *entries->items, chain_compare)) &&
           !at->leads) {
        at->leads = true;
        key.hash = at->before;
    }
}
