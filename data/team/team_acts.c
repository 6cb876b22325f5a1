/*
 * team_acts.c: loads acts from the journal, and judges them.
 */
#include "data/team/team_acts.h"
#include "data/base/memory.h"
#include "data/branch/chain.h"
#include "data/store/query.h"
#include "data/store/vector.h"
#include <assert.h>
#include <stdlib.h>

static void team_acts_add(struct team_acts *acts, const struct entry *entry)
{
    struct act act;
    struct li_error unused;
    if (act_parse(entry->changeset, entry->changeset_size, &act, &unused))
        return;
    if (acts->count == acts->room) {
        acts->room = acts->room ? 2 * acts->room : 32;
        acts->items = li_realloc(acts->items, acts->room, sizeof *acts->items);
    }
    acts->items[acts->count++] =
        (struct team_act){.act = act, .name = entry->name, .hlc = entry->hlc};
}

/* Loads the hashes first, because loading an entry takes statements of its own. */
static enum li_err team_acts_hashes(
    struct store *store, struct hash **hashes, size_t *count, struct li_error *err)
{
    int step;
    size_t room = 0;
    struct query *query = query_new(
        store, "SELECT hash FROM journal_entry WHERE sort = 2 ORDER BY hlc, replica, hash", err);
    if (!query)
        return err->code;
    while ((step = query_step(query, err)) > 0) {
        if (*count == room) {
            room = room ? 2 * room : 64;
            *hashes = li_realloc(*hashes, room, sizeof **hashes);
        }
        *count += query_hash(query, 0, *hashes + *count);
    }
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

enum li_err team_acts_load(struct store *store, struct team_acts *out, struct li_error *err)
{
    assert(store && out && err);
    size_t count = 0;
    struct hash *hashes = NULL;
    *out = (struct team_acts){0};
    enum li_err code = team_acts_hashes(store, &hashes, &count, err);
    for (size_t i = 0; i < count && !code; i++) {
        struct entry entry;
        code = entry_find(store, &hashes[i], &entry, err);
        if (!code) {
            team_acts_add(out, &entry);
            entry_free(&entry);
        }
    }
    free(hashes);
    return code;
}

void team_acts_clear(struct team_acts *acts)
{
    assert(acts);
    for (size_t i = 0; i < acts->count; i++)
        act_clear(&acts->items[i].act);
    free(acts->items);
    *acts = (struct team_acts){0};
}

enum li_err team_acts_own(struct store *store, struct team_acts_own *out, struct li_error *err)
{
    assert(store && out && err);
    struct query *query = query_new(store, "SELECT team, root, role FROM local_team", err);
    if (!query)
        return err->code;
    *out = (struct team_acts_own){.role = ACT_ROLE_NONE};
    int step = query_step(query, err);
    bool there = step > 0 && query_id(query, 0, &out->team) && query_hash(query, 1, &out->root);
    int64_t role = there ? query_int(query, 2) : 0;
    if (role >= ACT_ROLE_READER && role <= ACT_ROLE_ADMIN)
        out->role = (enum act_role)role;
    query_free(query);
    if (step < 0)
        return err->code;
    return there ? LI_OK : li_fail(err, LI_NONE, "This database is not shared with a team.");
}

enum li_err team_acts_judge(struct store *store, const struct team_acts *acts,
    const struct team_acts_own *own, struct team *out, struct li_error *err)
{
    assert(store && acts && own && out && err);
    *out = (struct team){0};
    struct chain *chain = chain_new(store, err);
    if (!chain)
        return err->code;
    struct team_input input = {.team = own->team,
        .root = own->root,
        .acts = acts->items,
        .count = acts->count,
        .leads = chain_leads,
        .arg = chain,
        .memo = store_signatures(store)};
    enum li_err code = team_judge(&input, out, err);
    if (chain_failed(chain, err)) {
        team_clear(out);
        code = err->code;
    }
    chain_free(chain);
    return code;
}
