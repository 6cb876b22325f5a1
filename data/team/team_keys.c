/*
 * team_keys.c: opens boxes, and checks each key against the act that made it.
 *
 * The act that makes a key contains the previous key, sealed under the new one. So the right key
 * can be told from a false one that someone gave under the same id.
 */
#include "data/team/team_keys.h"
#include "data/crypto/secret.h"
#include "data/database/replica_key.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

const struct keys_item *team_keys_newest(const struct team *team, const struct keys *keys)
{
    assert(team && keys);
    for (size_t i = team->key_count; i > 0; i--)
        for (size_t k = 0; k < keys->count; k++)
            if (id_equal(&team->keys[i - 1].id, &keys->items[k].id))
                return &keys->items[k];
    return NULL;
}

const struct keys_item *team_keys_to_seal(const struct team *team, const struct keys *keys)
{
    const struct keys_item *newest = team_keys_newest(team, keys);
    return newest || keys->count == 0 ? newest : &keys->items[0];
}

/* --- the right key ---------------------------------------------------------------------------- */

/* Opens the previous key with the key of an act. False: key is not the act's. */
static bool team_keys_open_previous(
    const struct act *act, const struct seal_key *key, struct bytes *plain)
{
    const unsigned char *sealed = act->previous_sealed;
    return seal_open(key, sealed, act->key.byte, ID_SIZE, sealed + SEAL_NONCE_SIZE,
        ACT_SEALED_KEY_SIZE - SEAL_NONCE_SIZE, plain);
}

static void team_keys_forget(struct bytes *plain)
{
    if (plain->at)
        secret_forget(plain->at, plain->room);
    free(plain->at);
    *plain = (struct bytes){0};
}

/* The team's first key can't be checked. */
static bool team_keys_is_made_by(const struct act *act, const struct seal_key *key)
{
    struct bytes plain = {0};
    bool is = id_is_nil(&act->previous) || team_keys_open_previous(act, key, &plain);
    team_keys_forget(&plain);
    return is;
}

/* Acts that were judged. team NULL: none was, and any key may be right. */
struct team_keys_source {
    const struct team_acts *acts;
    const struct team *team;
};

/* Whether this may be the key of that id: by the first act that made it and counts or, if none
   counts, by any that made it. */
static bool team_keys_is_right(
    const struct team_keys_source *source, const struct id *id, const struct seal_key *key)
{
    bool made = false, right = false;
    for (size_t i = 0; source->team && i < source->acts->count; i++) {
        const struct act *act = &source->acts->items[i].act;
        if (act->what != ACT_KEY || !id_equal(&act->key, id))
            continue;
        bool is = team_keys_is_made_by(act, key);
        if (source->team->counts[i])
            return is;
        made = true;
        right = right || is;
    }
    return right || !made;
}

/* --- boxes ------------------------------------------------------------------------------------ */

/* Saves a key that was opened, if it is right; plain is overwritten. */
static enum li_err team_keys_save(struct store *store, const struct team_keys_source *source,
    const struct id *id, struct bytes *plain, bool *took, struct li_error *err)
{
    struct seal_key key;
    enum li_err code = LI_OK;
    if (plain->size == sizeof key.byte) {
        memcpy(key.byte, plain->at, sizeof key.byte);
        bool right = team_keys_is_right(source, id, &key);
        if (right)
            code = keys_save(store, id, &key, err);
        *took = *took || (right && !code);
        secret_forget(&key, sizeof key);
    }
    team_keys_forget(plain);
    return code;
}

/* Opens a box, if it is for one of this database's replicas. */
static enum li_err team_keys_open_box(struct store *store, const struct team_keys_source *source,
    const struct act *act, const struct act_box *box, bool *took, struct li_error *err)
{
    struct signature_pair pair;
    struct bytes plain = {0};
    enum li_err code = replica_key_load(store, &box->replica, &pair, err);
    if (code)
        return code == LI_NONE ? LI_OK : code;
    seal_box_open(&pair, box->box, ACT_BOX_SIZE, &plain);
    signature_pair_clear(&pair);
    return team_keys_save(store, source, &act->key, &plain, took, err);
}

/* Takes from an act what is not here yet: its key or, if that is here, the previous one. */
static enum li_err team_keys_take_act(struct store *store, const struct team_keys_source *source,
    const struct act *act, bool *took, struct li_error *err)
{
    struct keys keys;
    struct bytes plain = {0};
    if (act->what != ACT_KEY && act->what != ACT_SEAL)
        return LI_OK;
    enum li_err code = keys_load(store, &keys, err);
    const struct seal_key *key = code ? NULL : keys_find(&keys, &act->key);
    bool previous = key && (id_is_nil(&act->previous) || keys_find(&keys, &act->previous));
    for (size_t i = 0; i < act->box_count && !code && !key && !*took; i++)
        code = team_keys_open_box(store, source, act, &act->boxes[i], took, err);
    if (!code && key && !previous && act->what == ACT_KEY &&
        team_keys_open_previous(act, key, &plain))
        code = team_keys_save(store, source, &act->previous, &plain, took, err);
    keys_clear(&keys);
    return code;
}

/* --- all -------------------------------------------------------------------------------------- */

/* Drops keys that someone gave in place of the right ones. */
static enum li_err team_keys_drop_false(
    struct store *store, const struct team_keys_source *source, bool *took, struct li_error *err)
{
    struct keys keys;
    enum li_err code = keys_load(store, &keys, err);
    for (size_t i = 0; i < keys.count && !code; i++)
        if (!team_keys_is_right(source, &keys.items[i].id, &keys.items[i].key)) {
            code = keys_remove(store, &keys.items[i].id, err);
            *took = true;
        }
    keys_clear(&keys);
    return code;
}

/* A key may open the one before it, so this repeats until nothing more opens. */
enum li_err team_keys_take(struct store *store, const struct team_acts *acts,
    const struct team *team, bool *took, struct li_error *err)
{
    assert(store && acts && team && took && err);
    const struct team_keys_source source = {acts, team};
    enum li_err code = team_keys_drop_false(store, &source, took, err);
    for (bool more = true; more && !code; *took = *took || more) {
        more = false;
        for (size_t i = acts->count; i > 0 && !code; i--) {
            bool came = false;
            if (team->counts[i - 1])
                code = team_keys_take_act(store, &source, &acts->items[i - 1].act, &came, err);
            more = more || came;
        }
    }
    return code;
}

enum li_err team_keys_take_early(
    struct store *store, const struct entry *entry, bool *took, struct li_error *err)
{
    assert(store && entry && took && err);
    struct act act;
    struct li_error unused;
    const struct team_keys_source source = {NULL, NULL};
    *took = false;
    if (entry->sort != ENTRY_TEAM ||
        act_parse(entry->changeset, entry->changeset_size, &act, &unused))
        return LI_OK;
    enum li_err code = team_keys_take_act(store, &source, &act, took, err);
    act_clear(&act);
    return code;
}
