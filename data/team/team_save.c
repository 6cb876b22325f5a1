/*
 * team_save.c: acts judged; standing and keys saved by them.
 */
#include "data/team/team_save.h"
#include "data/crypto/secret.h"
#include "data/database/fact.h"
#include "data/database/replica_key.h"
#include "data/merge/journal_merge.h"
#include "data/store/query.h"
#include "data/store/transaction.h"
#include "data/team/keys.h"
#include "data/team/team_acts.h"
#include "data/team/team_standing.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Set while entries may not count as local_standing says. */
static const char team_save_stale[] = "standing";

enum li_err team_save_is_shared(
    struct store *store, bool *shared, struct id *team, struct li_error *err)
{
    assert(store && shared && team && err);
    struct team_acts_own own;
    enum li_err code = team_acts_own(store, &own, err);
    *shared = !code;
    if (!code)
        *team = own.team;
    return code == LI_NONE ? LI_OK : code;
}

enum li_err team_load(struct store *store, struct team *out, struct li_error *err)
{
    assert(store && out && err);
    struct team_acts acts = {0};
    struct team_acts_own own;
    *out = (struct team){0};
    enum li_err code = team_acts_own(store, &own, err);
    if (!code)
        code = team_acts_load(store, &acts, err);
    if (!code)
        code = team_acts_judge(store, &acts, &own, out, err);
    team_acts_clear(&acts);
    return code;
}

const struct team_device *team_own(const struct team *team, const struct store *store)
{
    assert(team && store);
    return team_find(team, store_replica(store));
}

/* --- keys ------------------------------------------------------------------------------------- */

/* Keeps a key that was opened; plain is overwritten. */
static enum li_err team_keep_key(
    struct store *store, const struct id *id, struct bytes *plain, bool *took, struct li_error *err)
{
    struct seal_key key;
    enum li_err code = LI_OK;
    if (plain->size == sizeof key.byte) {
        memcpy(key.byte, plain->at, sizeof key.byte);
        code = keys_save(store, id, &key, err);
        *took = *took || !code;
        secret_forget(&key, sizeof key);
    }
    if (plain->at)
        secret_forget(plain->at, plain->room);
    free(plain->at);
    return code;
}

/* The box of one of this database's replicas. */
static enum li_err team_open_box(struct store *store, const struct act *act,
    const struct act_box *box, bool *took, struct li_error *err)
{
    struct signature_pair pair;
    struct bytes plain = {0};
    enum li_err code = replica_key_load(store, &box->replica, &pair, err);
    if (code)
        return code == LI_NONE ? LI_OK : code;
    seal_box_open(&pair, box->box, ACT_BOX_SIZE, &plain);
    signature_pair_clear(&pair);
    return team_keep_key(store, &act->key, &plain, took, err);
}

/* The key before, by a key that is here. */
static enum li_err team_open_previous(struct store *store, const struct act *act,
    const struct seal_key *key, bool *took, struct li_error *err)
{
    struct bytes plain = {0};
    const unsigned char *sealed = act->previous_sealed;
    seal_open(key, sealed, act->key.byte, ID_SIZE, sealed + SEAL_NONCE_SIZE,
        ACT_SEALED_KEY_SIZE - SEAL_NONCE_SIZE, &plain);
    return team_keep_key(store, &act->previous, &plain, took, err);
}

static enum li_err team_take_act_key(
    struct store *store, const struct act *act, bool *took, struct li_error *err)
{
    struct keys keys;
    if (act->what != ACT_KEY && act->what != ACT_SEAL)
        return LI_OK;
    enum li_err code = keys_load(store, &keys, err);
    bool here = !code && keys_find(&keys, &act->key);
    bool previous = here && (id_is_nil(&act->previous) || keys_find(&keys, &act->previous));
    for (size_t i = 0; i < act->box_count && !code && !here; i++)
        code = team_open_box(store, act, &act->boxes[i], took, err);
    if (!code && here && !previous && act->what == ACT_KEY)
        code = team_open_previous(store, act, keys_find(&keys, &act->key), took, err);
    keys_clear(&keys);
    return code;
}

/* A key may open the one before it: until nothing more opens. */
static enum li_err team_take_keys(struct store *store, const struct team_acts *acts,
    const struct team *team, bool *took, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (bool more = true; more && !code; *took = *took || more) {
        more = false;
        for (size_t i = acts->count; i > 0 && !code; i--)
            if (team->stands[i - 1])
                code = team_take_act_key(store, &acts->items[i - 1].act, &more, err);
    }
    return code;
}

enum li_err team_take_key(
    struct store *store, const struct entry *entry, bool *took, struct li_error *err)
{
    assert(store && entry && took && err);
    struct act act;
    *took = false;
    if (entry->sort != ENTRY_TEAM)
        return LI_OK;
    enum li_err code = act_parse(entry->changeset, entry->changeset_size, &act, err);
    if (!code)
        code = team_take_act_key(store, &act, took, err);
    act_clear(&act);
    return code;
}

/* --- saving ----------------------------------------------------------------------------------- */

struct team_saving {
    const struct team_acts *acts;
    const struct team_acts_own *own;
    const struct team *team;
    bool stands_anew, took;
};

/* In one transaction. */
static enum li_err team_save_rows(struct store *store, void *arg, struct li_error *err)
{
    struct team_saving *saving = arg;
    enum li_err code =
        team_standing_save(store, saving->team, saving->own, &saving->stands_anew, err);
    if (!code && saving->stands_anew)
        code = fact_save(store, team_save_stale, "stale", err);
    return code ? code : team_take_keys(store, saving->acts, saving->team, &saving->took, err);
}

/* Has the journal put in and take out what counts otherwise now. */
static enum li_err team_save_rejudge(struct store *store, struct li_error *err)
{
    char *stale;
    enum li_err code = fact_load(store, team_save_stale, &stale, err);
    if (!code && stale && *stale) {
        code = journal_merge_rejudge(store, err);
        if (!code)
            code = fact_save(store, team_save_stale, "", err);
    }
    free(stale);
    return code;
}

static enum li_err team_save_judged(
    struct store *store, struct team_saving *saving, struct li_error *err)
{
    enum li_err code = transaction_begin(store, err);
    if (!code)
        code = team_save_rows(store, saving, err);
    if (!code)
        code = transaction_commit(store, err);
    transaction_rollback(store);
    return code ? code : team_save_rejudge(store, err);
}

enum li_err team_save(struct store *store, bool *changed, struct li_error *err)
{
    assert(store && err);
    struct team team = {0};
    struct team_acts acts = {0};
    struct team_acts_own own;
    struct team_saving saving = {.acts = &acts, .own = &own, .team = &team};
    enum li_err code = team_acts_own(store, &own, err);
    if (changed)
        *changed = false;
    if (!code)
        code = team_acts_load(store, &acts, err);
    if (!code)
        code = team_acts_judge(store, &acts, &own, &team, err);
    if (!code)
        code = team_save_judged(store, &saving, err);
    if (!code && changed)
        *changed = saving.stands_anew || saving.took;
    team_clear(&team);
    team_acts_clear(&acts);
    return code == LI_NONE ? LI_OK : code;
}
