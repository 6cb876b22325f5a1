/*
 * team_owed.c: continues former replicas, admits devices, makes keys and seals them, as long as any
 * of that is due.
 *
 * Acts of one sort do not depend on each other, and are written one after another. Before acts of
 * another sort, the team is loaded again. So after an interruption the rest is written the next
 * time, and nothing twice.
 */
#include "data/team/team_owed.h"
#include "data/base/memory.h"
#include "data/crypto/secret.h"
#include "data/database/replica_key.h"
#include "data/entry/entry_clock.h"
#include "data/store/query.h"
#include "data/store/transaction.h"
#include "data/team/keys.h"
#include "data/team/team_save.h"
#include "data/team/team_say.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* --- going on for a former replica ------------------------------------------------------------ */

static enum li_err team_owed_sign_continue(struct store *store, const struct id *replica,
    const struct id *before, struct act *act, struct li_error *err)
{
    struct signature_pair pair, own;
    enum li_err code = replica_key_load(store, replica, &own, err);
    if (!code)
        code = replica_key_load(store, before, &pair, err);
    if (code)
        return code;
    *act = (struct act){.what = ACT_CONTINUE, .replica = *before, .public = own.public};
    act_sign(act, &pair);
    signature_pair_clear(&pair);
    signature_pair_clear(&own);
    return LI_OK;
}

static enum li_err team_owed_say_continue(
    struct store *store, const struct id *replica, const struct id *before, struct li_error *err)
{
    struct act act;
    enum li_err code = team_owed_sign_continue(store, replica, before, &act, err);
    return code ? code
                : team_say(store, "Continue this device under a new name", &act, NULL, NULL, err);
}

/* Writes what each name of this database continues, from the last one that the team knows on. All
   of it is written before the team is judged again: a name under which nothing was said counts only
   together with those that go on for it (team.h, rule 3). */
static enum li_err team_owed_continue(
    struct store *store, const struct team *team, size_t *wrote, struct li_error *err)
{
    enum { TEAM_OWED_NAMES_MOST = 1000 };
    struct id names[TEAM_OWED_NAMES_MOST] = {*store_replica(store)}; /* the last one first */
    size_t last = 0;
    enum li_err code = LI_OK;
    while (!code && last + 1 < TEAM_OWED_NAMES_MOST && !id_is_nil(&names[last]) &&
           !team_find(team, &names[last])) {
        code = replica_key_continues(store, &names[last], &names[last + 1], err);
        last++;
    }
    if (code || !team_find(team, &names[last]))
        return code;
    for (; last > 0 && !code; last--) {
        code = team_owed_say_continue(store, &names[last - 1], &names[last], err);
        *wrote += !code;
    }
    return code == LI_NONE ? LI_OK : code;
}

/* --- admitting -------------------------------------------------------------------------------- */

enum li_err team_owed_admit(struct store *store, const struct team_join *join,
    const struct team_invitation *person_of, bool by_invitation, struct li_error *err)
{
    assert(store && join && person_of && person_of->person_name && err);
    struct act act = {.what = ACT_ADMIT,
        .replica = join->replica,
        .public = join->public,
        .person = person_of->person,
        .person_name = person_of->person_name,
        .role = person_of->role,
        .device = join->name};
    if (by_invitation)
        act.invitation = join->invitation;
    char *label =
        li_format("Admit %s (%s) as %s", act.person_name, act.device, act_role_name(act.role));
    enum li_err code = team_say(store, label, &act, NULL, NULL, err);
    free(label);
    return code;
}

bool team_owed_admits(struct store *store, const struct team *team, const struct team_join *join)
{
    assert(store && team && join);
    return join->first && team->invitations[join->of].since <= entry_clock_due(store);
}

/* Whether the join's device is admitted for an earlier join in the list, with another
   invitation. */
static bool team_owed_joined_before(const struct team *team, size_t join)
{
    bool before = false;
    for (size_t i = 0; i < join && !before; i++)
        before =
            team->joins[i].first && id_equal(&team->joins[i].replica, &team->joins[join].replica);
    return before;
}

/* Admits the first join of each open invitation. */
static enum li_err team_owed_admit_all(
    struct store *store, const struct team *team, size_t *wrote, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < team->join_count && !code; i++) {
        const struct team_join *join = &team->joins[i];
        if (!team_owed_admits(store, team, join) || team_owed_joined_before(team, i))
            continue;
        *wrote += 1;
        code = team_owed_admit(store, join, &team->invitations[join->of], true, err);
    }
    return code;
}

/* --- keys ------------------------------------------------------------------------------------- */

struct team_owed_keys {
    const struct team *team;
    struct keys keys;
    struct act_box *boxes;
};

/* Seals for the device's first key, which every copy of its database has. False: it has none, since
   it claims to continue another. */
static bool team_owed_box(
    const struct team_device *device, const struct seal_key *key, struct act_box *box)
{
    struct bytes sealed = {0};
    bool made = device->replica_count > 0 &&
                seal_box_close(&device->publics[0], key->byte, SEAL_KEY_SIZE, &sealed) &&
                sealed.size == ACT_BOX_SIZE;
    box->replica = device->id;
    if (made)
        memcpy(box->box, sealed.at, ACT_BOX_SIZE);
    free(sealed.at);
    return made;
}

static void team_owed_seal_previous(
    const struct seal_key *previous, const struct seal_key *key, struct act *act)
{
    struct bytes sealed = {0};
    unsigned char nonce[SEAL_NONCE_SIZE];
    secret_random(nonce, sizeof nonce);
    bytes_add(&sealed, nonce, sizeof nonce);
    seal_close(key, nonce, act->key.byte, ID_SIZE, previous->byte, SEAL_KEY_SIZE, &sealed);
    assert(sealed.size == ACT_SEALED_KEY_SIZE);
    memcpy(act->previous_sealed, sealed.at, ACT_SEALED_KEY_SIZE);
    free(sealed.at);
}

/* Inside the act's transaction. */
static enum li_err team_owed_make_key(
    struct store *store, void *arg, struct act *act, struct li_error *err)
{
    struct team_owed_keys *owed = arg;
    const struct team *team = owed->team;
    const struct seal_key *previous = NULL;
    struct seal_key key;
    seal_key_new(&key);
    secret_random(act->key.byte, ID_SIZE);
    for (size_t i = 0; i < team->key_count; i++)
        if (keys_find(&owed->keys, &team->keys[i].id)) {
            act->previous = team->keys[i].id;
            previous = keys_find(&owed->keys, &act->previous);
        }
    if (previous)
        team_owed_seal_previous(previous, &key, act);
    for (size_t i = 0; i < team->device_count; i++)
        if (team->devices[i].role != ACT_ROLE_NONE &&
            team_owed_box(&team->devices[i], &key, &act->boxes[act->box_count]))
            act->box_count++;
    enum li_err code = keys_save(store, &act->key, &key, err);
    secret_forget(&key, sizeof key);
    return code;
}

static enum li_err team_owed_write_key(
    struct store *store, const struct team *team, struct li_error *err)
{
    struct team_owed_keys owed = {.team = team};
    struct act act = {.what = ACT_KEY};
    act.boxes = li_calloc(team->device_count + 1, sizeof *act.boxes);
    enum li_err code = keys_load(store, &owed.keys, err);
    if (!code)
        code = team_say(store, "Make a new team key", &act, team_owed_make_key, &owed, err);
    keys_clear(&owed.keys);
    free(act.boxes);
    return code;
}

enum li_err team_owed_key(struct store *store, struct li_error *err)
{
    assert(store && err);
    struct team team;
    transaction_series_begin(store);
    enum li_err code = team_load(store, &team, err);
    if (!code)
        code = team_owed_write_key(store, &team, err);
    team_clear(&team);
    if (!code)
        code = team_save(store, NULL, err);
    transaction_series_end(store);
    return code;
}

static bool team_owed_has(const struct id *ids, size_t count, const struct id *id)
{
    for (size_t i = 0; i < count; i++)
        if (id_equal(&ids[i], id))
            return true;
    return false;
}

/* A new key is due if there is none, or if a revoked device has the newest. */
static bool team_owed_wants_key(const struct team *team)
{
    if (team->key_count == 0)
        return true;
    const struct id *newest = &team->keys[team->key_count - 1].id;
    for (size_t i = 0; i < team->device_count; i++)
        if (team->devices[i].role == ACT_ROLE_NONE &&
            team_owed_has(team->devices[i].keys, team->devices[i].key_count, newest))
            return true;
    return false;
}

/* The index of the device's oldest key: older ones came with its invitation. */
static size_t team_owed_oldest(const struct team *team, const struct team_device *device)
{
    size_t oldest = 0;
    while (oldest < team->key_count &&
           !team_owed_has(device->keys, device->key_count, &team->keys[oldest].id))
        oldest++;
    return oldest < team->key_count ? oldest : 0;
}

/* The newest key that is here and that the device was not given; NULL: there is none. A newer key
   opens an older one only for a device that can read the act that made the newer one, and that act
   is sealed under the older one. */
static const struct team_key *team_owed_lacks(
    const struct team *team, const struct team_device *device, const struct keys *keys)
{
    size_t oldest = team_owed_oldest(team, device);
    for (size_t i = team->key_count; i > oldest; i--) {
        const struct team_key *key = &team->keys[i - 1];
        if (keys_find(keys, &key->id) && !team_owed_has(device->keys, device->key_count, &key->id))
            return key;
    }
    return NULL;
}

/* A void key that is here and that the device was not given; NULL: there is none. What was sealed
   under it can't be read without it. A device that was admitted later has it from its
   invitation. */
static const struct id *team_owed_lacks_void(
    const struct team *team, const struct team_device *device, const struct keys *keys)
{
    for (size_t i = 0; i < team->void_key_count; i++) {
        const struct team_void_key *key = &team->void_keys[i];
        if (keys_find(keys, &key->id) && device->since < key->since &&
            !team_owed_has(key->devices, key->device_count, &device->id) &&
            !team_owed_has(device->keys, device->key_count, &key->id))
            return &key->id;
    }
    return NULL;
}

/* A key that the device has, and that others have, too, so that they can pass the act on. */
static struct id team_owed_under(const struct team_device *device)
{
    return device->key_count ? device->keys[device->key_count - 1] : (struct id){{0}};
}

static enum li_err team_owed_write_seal(struct store *store, const struct team_device *device,
    const struct id *key, const struct keys *keys, size_t *wrote, struct li_error *err)
{
    struct act_box box;
    struct act act = {.what = ACT_SEAL,
        .key = *key,
        .replica = device->id,
        .previous = team_owed_under(device),
        .boxes = &box,
        .box_count = 1};
    const struct seal_key *secret = keys_find(keys, key);
    bool may = secret && !id_is_nil(&act.previous) && keys_find(keys, &act.previous);
    if (!may || !team_owed_box(device, secret, &box))
        return LI_OK;
    *wrote += 1;
    char *label = li_format("Give the team key to %s", device->name);
    enum li_err code = team_say(store, label, &act, NULL, NULL, err);
    free(label);
    return code;
}

/* The key that this device must seal for another; NULL: none. An administrator's device seals at
   once, any other only what has been missing for a day, so that not all do it at the same time. A
   void key is sealed at once, since few devices have it. */
static const struct id *team_owed_to_seal(const struct team *team, const struct team_device *own,
    const struct team_device *device, const struct keys *keys, uint64_t before)
{
    const struct team_key *key = team_owed_lacks(team, device, keys);
    bool waited = key && device->since < before && key->since < before;
    if (key && (own->role == ACT_ROLE_ADMIN || waited))
        return &key->id;
    return team_owed_lacks_void(team, device, keys);
}

static enum li_err team_owed_seal(struct store *store, const struct team *team,
    const struct team_device *own, size_t *wrote, struct li_error *err)
{
    enum { TEAM_OWED_PATIENCE = 24 * 3600 * 1000 /* ms */ };
    struct keys keys;
    uint64_t before = entry_clock_hlc(entry_clock_now(store) - TEAM_OWED_PATIENCE);
    enum li_err code = keys_load(store, &keys, err);
    for (size_t i = 0; i < team->device_count && !code; i++) {
        const struct team_device *device = &team->devices[i];
        const struct id *key = device->role == ACT_ROLE_NONE
                                   ? NULL
                                   : team_owed_to_seal(team, own, device, &keys, before);
        if (key)
            code = team_owed_write_seal(store, device, key, &keys, wrote, err);
    }
    keys_clear(&keys);
    return code;
}

/* --- all -------------------------------------------------------------------------------------- */

/* Writes the acts of the first sort that is due, and adds their number to *wrote. */
static enum li_err team_owed_act(
    struct store *store, const struct team *team, size_t *wrote, struct li_error *err)
{
    enum li_err code = team_owed_continue(store, team, wrote, err);
    const struct team_device *own = team_own(team, store);
    if (code || *wrote || !own || own->role == ACT_ROLE_NONE)
        return code;
    if (own->role == ACT_ROLE_ADMIN) {
        code = team_owed_admit_all(store, team, wrote, err);
        if (!code && !*wrote && team_owed_wants_key(team)) {
            *wrote += 1;
            code = team_owed_write_key(store, team, err);
        }
    }
    return code || *wrote ? code : team_owed_seal(store, team, own, wrote, err);
}

/* What grows with each act that counts. */
struct team_owed_state {
    size_t devices, replicas, given;
    struct id newest;
};

static struct team_owed_state team_owed_state_of(const struct team *team)
{
    struct team_owed_state state = {.devices = team->device_count};
    if (team->key_count)
        state.newest = team->keys[team->key_count - 1].id;
    for (size_t i = 0; i < team->device_count; i++) {
        state.replicas += team->devices[i].replica_count;
        state.given += team->devices[i].key_count;
    }
    return state;
}

static bool team_owed_is_same(
    const struct team_owed_state *one, const struct team_owed_state *other)
{
    return one->devices == other->devices && one->replicas == other->replicas &&
           one->given == other->given && id_equal(&one->newest, &other->newest);
}

static enum li_err team_owed_judge(struct store *store, struct team *team, struct li_error *err)
{
    bool unused;
    team_clear(team);
    return team_save_judge(store, team, &unused, err);
}

/* An act that does not count, for whatever reason, would be owed again at once; then this
   stops. */
enum li_err team_owed_write(struct store *store, struct team *team, struct li_error *err)
{
    enum { TEAM_OWED_MOST = 1000 }; /* acts in one sync; the next one writes the rest */
    assert(store && team && err);
    size_t count = 0;
    struct team_owed_state before = {0};
    enum li_err code = LI_OK;
    transaction_series_begin(store);
    for (size_t wrote = team->device_count; wrote && !code && count < TEAM_OWED_MOST;) {
        struct team_owed_state now = team_owed_state_of(team);
        wrote = 0;
        if (count == 0 || !team_owed_is_same(&now, &before))
            code = team_owed_act(store, team, &wrote, err);
        before = now;
        count += wrote;
        if (!code && wrote)
            code = team_owed_judge(store, team, err);
    }
    transaction_series_end(store);
    return code == LI_NONE ? LI_OK : code;
}

enum li_err team_owed_acts(struct store *store, struct li_error *err)
{
    assert(store && err);
    struct team team;
    enum li_err code = team_load(store, &team, err);
    if (!code)
        code = team_owed_write(store, &team, err);
    team_clear(&team);
    return code == LI_NONE ? LI_OK : code;
}
