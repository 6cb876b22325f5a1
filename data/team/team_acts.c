/*
 * team_acts.c: loads acts from the journal, and judges them.
 */
#include "data/team/team_acts.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include "data/base/packer.h"
#include "data/branch/chain.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>

static void team_acts_add(
    struct team_acts *acts, const struct act *act, const struct entry_name *name, uint64_t hlc)
{
    if (acts->count == acts->room) {
        acts->room = acts->room ? 2 * acts->room : 32;
        acts->items = li_realloc(acts->items, acts->room, sizeof *acts->items);
    }
    acts->items[acts->count++] = (struct team_act){.act = *act, .name = *name, .hlc = hlc};
}

/* Adds the act in the query's row, unless this version can't read it. A team is judged several
   times in a sync, so an act is read without the rest of its entry. */
static enum li_err team_acts_add_row(
    struct store *store, struct query *query, struct team_acts *acts, struct li_error *err)
{
    struct act act;
    struct entry_name name;
    struct li_error unused;
    struct bytes room = {0};
    size_t size;
    enum li_err code = LI_OK;
    const void *bytes = query_blob(query, 4, &size);
    if (packer_is_packed(bytes, size)) {
        code = packer_unpack(store_packer(store), bytes, size, &room, err);
        bytes = room.at;
        size = room.size;
    }
    if (!code && entry_name_from_row(query, 0, &name) && !act_parse(bytes, size, &act, &unused))
        team_acts_add(acts, &act, &name, (uint64_t)query_int(query, 3));
    free(room.at);
    return code;
}

enum li_err team_acts_load(struct store *store, struct team_acts *out, struct li_error *err)
{
    assert(store && out && err);
    int step = 0;
    enum li_err code = LI_OK;
    *out = (struct team_acts){0};
    struct query *query = query_new(store,
        "SELECT replica, seq, hash, hlc, changeset FROM journal_entry WHERE sort = 2"
        " ORDER BY hlc, replica, hash",
        err);
    if (!query)
        return err->code;
    while (!code && (step = query_step(query, err)) > 0)
        code = team_acts_add_row(store, query, out, err);
    query_free(query);
    return code || step >= 0 ? code : err->code;
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
