/*
 * bundle_runs.c: walks a branch back from its tip, then cuts it into runs from its beginning.
 */
#include "data/bundle/bundle_runs.h"
#include "data/base/memory.h"
#include "data/branch/chain.h"
#include "data/bundle/bundle_header.h"
#include "data/database/replica_key.h"
#include "data/store/query.h"
#include "data/store/transaction.h"
#include "data/team/act.h"
#include "data/team/team_keys.h"
#include "data/team/team_save.h"
#include <assert.h>
#include <stdlib.h>

/* An entry on the path. */
struct bundle_step {
    int64_t seq, size;
    struct hash hash, before;
    bool is_act, is_signed;
};

struct bundle_path {
    struct store *store;
    const struct team *team;
    const struct entry_name *tip;
    struct id newest, signing; /* the newest key; the own replica whose key signs, or nil */
    struct signature_public signer;
    struct bundle_step *steps; /* from the tip back; reversed once all are there */
    size_t count, room;
    struct bundle_runs *out;
};

/* --- the way ---------------------------------------------------------------------------------- */

static void bundle_path_add(struct bundle_path *path, const struct bundle_step *step)
{
    if (path->count == path->room) {
        path->room = path->room ? 2 * path->room : 64;
        path->steps = li_realloc(path->steps, path->room, sizeof *path->steps);
    }
    path->steps[path->count++] = *step;
}

/* 1: the step is there. 0: that entry is not here. -1: *err. */
static int bundle_path_find(
    struct query *query, const struct hash *hash, struct bundle_step *step, struct li_error *err)
{
    query_bind_hash(query, 1, hash);
    int there = query_step(query, err);
    if (there > 0) {
        *step = (struct bundle_step){.hash = *hash,
            .seq = query_int(query, 0),
            .size = query_int(query, 2),
            .is_act = query_int(query, 3) == ENTRY_TEAM,
            .is_signed = query_int(query, 4) != 0};
        query_hash(query, 1, &step->before);
    }
    query_reset(query);
    return there;
}

/* Whether the receiver has the step's entry: it is one of the heads had, or comes before one. */
static bool bundle_path_is_had(struct chain *chain, const struct heads *had,
    const struct id *replica, const struct bundle_step *step)
{
    const struct entry_name name = {.replica = *replica, .seq = step->seq, .hash = step->hash};
    for (size_t i = 0; i < had->count; i++) {
        if (had->items[i].seq >= step->seq && chain_leads(chain, &name, &had->items[i].hash))
            return true;
    }
    return false;
}

static enum li_err bundle_path_walk(struct bundle_path *path, struct chain *chain,
    struct query *query, const struct heads *had, struct li_error *err)
{
    struct bundle_step step;
    struct hash at = path->tip->hash;
    int there = 0;
    while (!hash_is_zero(&at) && (there = bundle_path_find(query, &at, &step, err)) > 0) {
        if (bundle_path_is_had(chain, had, &path->tip->replica, &step))
            break;
        bundle_path_add(path, &step);
        at = step.before;
    }
    for (size_t i = 0; i < path->count / 2; i++) {
        step = path->steps[i];
        path->steps[i] = path->steps[path->count - 1 - i];
        path->steps[path->count - 1 - i] = step;
    }
    return there < 0 ? err->code : chain_failed(chain, err);
}

static enum li_err bundle_path_load(
    struct bundle_path *path, const struct heads *have, struct li_error *err)
{
    struct heads had = {0};
    struct chain *chain = chain_new(path->store, err);
    struct query *query =
        chain ? query_new(path->store,
                    "SELECT seq, before, size, sort, EXISTS (SELECT 1 FROM journal_signature s"
                    " WHERE s.entry = e.hash) FROM journal_entry e WHERE hash = ?1",
                    err)
              : NULL;
    for (size_t i = 0; i < have->count; i++)
        if (id_equal(&have->items[i].replica, &path->tip->replica))
            heads_add(&had, &have->items[i]);
    enum li_err code = query ? bundle_path_walk(path, chain, query, &had, err) : err->code;
    heads_clear(&had);
    query_free(query);
    chain_free(chain);
    return code;
}

/* --- who signs, and under which key ----------------------------------------------------------- */

/* The newest key of the team that this device has. */
static enum li_err bundle_path_newest(struct bundle_path *path, struct li_error *err)
{
    struct keys keys;
    enum li_err code = keys_load(path->store, &keys, err);
    const struct keys_item *newest = code ? NULL : team_keys_to_seal(path->team, &keys);
    if (newest)
        path->newest = newest->id;
    keys_clear(&keys);
    return code;
}

/* Lets the replica's key sign, if this database has it. */
static enum li_err bundle_path_try_own(
    struct bundle_path *path, const struct id *replica, struct li_error *err)
{
    struct signature_pair pair;
    enum li_err code = replica_key_load(path->store, replica, &pair, err);
    if (code)
        return code == LI_NONE ? LI_OK : code;
    path->signing = *replica;
    path->signer = pair.public;
    signature_pair_clear(&pair);
    return LI_OK;
}

static bool bundle_path_find_join(struct bundle_path *path)
{
    for (size_t i = 0; i < path->team->join_count; i++)
        if (id_equal(&path->team->joins[i].replica, &path->tip->replica)) {
            path->signer = path->team->joins[i].public;
            return true;
        }
    return false;
}

/* *known: a known key signs this branch. */
static enum li_err bundle_path_signer(struct bundle_path *path, bool *known, struct li_error *err)
{
    enum li_err code = bundle_path_try_own(path, &path->tip->replica, err);
    *known = !id_is_nil(&path->signing);
    if (code || *known)
        return code;
    *known =
        team_signer(path->team, &path->tip->replica, &path->signer) || bundle_path_find_join(path);
    if (!*known)
        return LI_OK;
    /* The founder signs for what it wrote before it had a key. */
    struct signature_public signer = path->signer;
    struct id founder = signature_replica(&signer);
    code = bundle_path_try_own(path, &founder, err);
    path->signer = signer;
    return code;
}

/* The key under which a run that ends with this act is sealed. *gives: the act gives a key. */
static enum li_err bundle_path_act_key(struct bundle_path *path, const struct bundle_step *step,
    bool *gives, struct id *key, struct li_error *err)
{
    struct entry entry;
    struct act act;
    struct li_error unused;
    *gives = false;
    enum li_err code = entry_find(path->store, &step->hash, &entry, err);
    if (code)
        return code;
    if (!act_parse(entry.changeset, entry.changeset_size, &act, &unused)) {
        *gives = act.what == ACT_KEY || act.what == ACT_SEAL;
        *key = id_is_nil(&act.previous) ? act.key : act.previous;
    }
    act_clear(&act);
    entry_free(&entry);
    return LI_OK;
}

/* --- cutting ---------------------------------------------------------------------------------- */

/* Adds the run from step `begin` to step `end`, and signs its last entry if it is not signed. */
static enum li_err bundle_path_cut(
    struct bundle_path *path, size_t begin, size_t end, const struct id *key, struct li_error *err)
{
    struct signature signature;
    struct bundle_runs *out = path->out;
    struct bundle_step *first = &path->steps[begin], *last = &path->steps[end];
    out->items = li_realloc(out->items, out->count + 1, sizeof *out->items);
    out->items[out->count++] = (struct bundle_run){.team = path->team->id,
        .replica = path->tip->replica,
        .key = *key,
        .signer = path->signer,
        .first = first->seq,
        .last = last->seq,
        .before = first->before,
        .hash = last->hash};
    return last->is_signed
               ? LI_OK
               : replica_key_sign(path->store, &path->signing, &last->hash, &signature, err);
}

/* Where a run may end, and whether it must. */
struct bundle_cut {
    size_t at;
    bool may, must;
    struct id key;
};

static enum li_err bundle_path_judge_cut(
    struct bundle_path *path, size_t i, int64_t size, struct bundle_cut *cut, struct li_error *err)
{
    bool gives = false;
    struct id key = path->newest;
    const struct bundle_step *step = &path->steps[i];
    enum li_err code = step->is_act ? bundle_path_act_key(path, step, &gives, &key, err) : LI_OK;
    bool own = !id_is_nil(&path->signing);
    bool last = i + 1 == path->count;
    bool full = size >= BUNDLE_PLAIN_USUAL;
    if (step->is_signed || (own && (full || last || gives)))
        *cut = (struct bundle_cut){.at = i, .may = true, .key = gives ? key : path->newest};
    cut->must = cut->may && (gives || full || last);
    return code;
}

/* Entries after the last place where a run may end are left out. */
static enum li_err bundle_path_cut_all(struct bundle_path *path, struct li_error *err)
{
    enum { BUNDLE_STEP_EXTRA = 200 /* bytes of an entry without its changeset, roughly */ };
    enum li_err code = LI_OK;
    size_t begin = 0;
    int64_t size = 0;
    struct bundle_cut cut = {.may = false};
    for (size_t i = 0; i < path->count && !code; i++) {
        size += path->steps[i].size + BUNDLE_STEP_EXTRA;
        code = bundle_path_judge_cut(path, i, size, &cut, err);
        if (code || !cut.must)
            continue;
        code = bundle_path_cut(path, begin, cut.at, &cut.key, err);
        begin = cut.at + 1;
        i = cut.at;
        size = 0;
        cut.may = false;
    }
    return code;
}

static enum li_err bundle_path_run(
    struct bundle_path *path, const struct heads *have, struct li_error *err)
{
    bool known = false;
    enum li_err code = bundle_path_newest(path, err);
    if (!code)
        code = bundle_path_signer(path, &known, err);
    if (code || !known)
        return code;
    code = bundle_path_load(path, have, err);
    if (!code)
        code = bundle_path_cut_all(path, err);
    if (!code && !id_is_nil(&path->signing) && path->count)
        code = replica_key_set_shared(path->store, &path->tip->replica, path->tip->seq, err);
    return code;
}

enum li_err bundle_runs_load_team(struct store *store, struct team *out, struct li_error *err)
{
    assert(store && out && err);
    struct id id;
    bool shared = false;
    struct li_error unused;
    enum li_err code = team_load(store, out, err);
    if (code != LI_NONE)
        return code;
    code = team_save_is_shared(store, &shared, &id, &unused);
    if (!code && shared)
        out->id = id;
    return code || shared ? code : LI_NONE;
}

enum li_err bundle_runs_load(struct store *store, const struct team *team,
    const struct entry_name *tip, const struct heads *have, struct bundle_runs *out,
    struct li_error *err)
{
    assert(store && team && tip && have && out && err);
    *out = (struct bundle_runs){0};
    struct bundle_path path = {.store = store, .team = team, .tip = tip, .out = out};
    enum li_err code = transaction_begin(store, err);
    if (!code)
        code = bundle_path_run(&path, have, err);
    if (!code)
        code = transaction_commit(store, err);
    transaction_rollback(store);
    free(path.steps);
    return code;
}

void bundle_runs_clear(struct bundle_runs *runs)
{
    assert(runs);
    free(runs->items);
    *runs = (struct bundle_runs){0};
}

/* Signs a branch's last entry, if this database has the key. */
static enum li_err bundle_runs_sign_tip(struct store *store, const struct team *team,
    const struct entry_name *tip, struct li_error *err)
{
    bool known;
    struct signature signature;
    struct bundle_path path = {.store = store, .team = team, .tip = tip};
    enum li_err code = bundle_path_signer(&path, &known, err);
    if (code || id_is_nil(&path.signing))
        return code;
    code = replica_key_sign(store, &path.signing, &tip->hash, &signature, err);
    return code ? code : replica_key_set_shared(store, &tip->replica, tip->seq, err);
}

static enum li_err bundle_runs_sign_all(
    struct store *store, const struct team *team, struct li_error *err)
{
    struct heads heads;
    enum li_err code = heads_load(store, &heads, err);
    for (size_t i = 0; i < heads.count && !code; i++)
        code = bundle_runs_sign_tip(store, team, &heads.items[i], err);
    heads_clear(&heads);
    return code;
}

enum li_err bundle_runs_sign(struct store *store, struct li_error *err)
{
    assert(store && err);
    struct team team;
    enum li_err code = bundle_runs_load_team(store, &team, err);
    if (!code)
        code = transaction_begin(store, err);
    if (!code) {
        code = bundle_runs_sign_all(store, &team, err);
        if (!code)
            code = transaction_commit(store, err);
        transaction_rollback(store);
    }
    team_clear(&team);
    return code;
}
