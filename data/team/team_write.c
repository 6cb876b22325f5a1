/*
 * team_write.c: writes the acts that a person decides on.
 *
 * An act is written first, and the team is saved after it: a series (transaction.h), so that the
 * message of a failure in between says that the act stays.
 */
#include "data/team/team_write.h"
#include "data/base/memory.h"
#include "data/branch/heads.h"
#include "data/crypto/secret.h"
#include "data/database/replica.h"
#include "data/database/replica_key.h"
#include "data/entry/entry_clock.h"
#include "data/store/query.h"
#include "data/store/transaction.h"
#include "data/team/team_acts.h"
#include "data/team/team_keys.h"
#include "data/team/team_owed.h"
#include "data/team/team_say.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static struct act team_write_act(enum act_what what, const struct team_person *person)
{
    assert(person->name && person->device);
    return (struct act){.what = what,
        .person = person->person,
        .person_name = (char *)person->name,
        .device = (char *)person->device};
}

static enum li_err team_write_row(struct store *store, const struct id *team,
    const struct hash *root, const struct invitation *invitation, struct li_error *err)
{
    struct query *query = query_new(store,
        "INSERT INTO local_team (one, team, root, invitation, role) VALUES (1, ?1, ?2, ?3, ?4)",
        err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, team);
    query_bind_hash(query, 2, root);
    if (invitation) {
        query_bind_blob(query, 3, invitation->seed, SIGNATURE_SEED_SIZE);
        query_bind_int(query, 4, invitation->role);
    }
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}

/* Inside a transaction: refuses a database that is in a team; else continues it under a replica id
   that a new key proves. *public: that key. */
static enum li_err team_write_begin_sharing(
    struct store *store, struct signature_public *public, struct li_error *err)
{
    struct signature_pair pair;
    struct team_acts_own own;
    struct li_error unused;
    enum li_err code = team_acts_own(store, &own, &unused);
    if (!code)
        return li_fail(err, LI_REFUSED, "This database is already shared with a team.");
    if (code != LI_NONE)
        return li_fail(err, code, "%s", unused.message);
    code = replica_rename_keyed(store, err);
    if (!code)
        code = replica_key_load(store, store_replica(store), &pair, err);
    if (code)
        return code;
    *public = pair.public;
    signature_pair_clear(&pair);
    return LI_OK;
}

/* --- founding --------------------------------------------------------------------------------- */

/* Sets the act's heads to the last entries of this database; the caller frees them. */
static enum li_err team_write_heads(struct store *store, struct act *act, struct li_error *err)
{
    struct heads heads;
    enum li_err code = heads_load(store, &heads, err);
    act->heads = li_calloc(heads.count + 1, sizeof *act->heads);
    for (size_t i = 0; i < heads.count; i++)
        act->heads[act->head_count++] =
            (struct act_head){heads.items[i].replica, heads.items[i].hash};
    heads_clear(&heads);
    return code;
}

static enum li_err team_write_found_it(
    struct store *store, void *arg, struct act *act, struct li_error *err)
{
    (void)arg;
    enum li_err code = team_write_heads(store, act, err);
    if (!code)
        code = team_write_begin_sharing(store, &act->public, err);
    if (code)
        return code;
    secret_random(act->team.byte, ID_SIZE);
    struct hash root = signature_fingerprint(&act->public);
    return team_write_row(store, &act->team, &root, NULL, err);
}

enum li_err team_write_found(struct store *store, const struct team_person *person,
    char phrase[PHRASE_SIZE], struct li_error *err)
{
    assert(store && person && phrase && err);
    struct signature_pair recovery;
    struct act act = team_write_act(ACT_FOUND, person);
    phrase_new_recovery(phrase);
    enum li_err code = phrase_recovery_pair(phrase, &recovery, err);
    if (code)
        return code;
    act.recovery = recovery.public;
    signature_pair_clear(&recovery);
    transaction_series_begin(store);
    code = team_say(store, "Start the team", &act, team_write_found_it, NULL, err);
    free(act.heads);
    if (!code)
        code = team_owed_key(store, err);
    transaction_series_end(store);
    return code;
}

/* --- inviting and joining --------------------------------------------------------------------- */

/* Loads the team, and refuses unless this device is an administrator. A device with a new replica
   id first writes that it continues the old one. The caller clears the team in any case. */
static enum li_err team_write_load(struct store *store, struct team *team, struct li_error *err)
{
    enum li_err code = team_load(store, team, err);
    if (!code && !team_own(team, store)) {
        team_clear(team);
        code = team_owed_acts(store, err);
        if (!code)
            code = team_load(store, team, err);
    }
    const struct team_device *own = code ? NULL : team_own(team, store);
    if (!code && (!own || own->role != ACT_ROLE_ADMIN))
        code = li_fail(err, LI_REFUSED,
            "Only an administrator's device can do that; ask an administrator, or run `liaise "
            "recover` if you have the recovery phrase.");
    return code;
}

/* Puts the newest team key that is here and all older ones into the invitation, so that a new
   member can read what was sealed under them, too. */
static enum li_err team_write_give_key(
    struct store *store, const struct team *team, struct invitation *out, struct li_error *err)
{
    struct keys keys;
    enum li_err code = keys_load(store, &keys, err);
    const struct keys_item *newest = code ? NULL : team_keys_newest(team, &keys);
    if (newest) {
        out->key_id = newest->id;
        out->key = newest->key;
    }
    for (size_t i = 0; i < keys.count && newest; i++)
        if (&keys.items[i] != newest)
            keys_add(&out->older, &keys.items[i].id, &keys.items[i].key);
    keys_clear(&keys);
    if (!code && !newest)
        code = li_fail(err, LI_REFUSED, "The team key has not arrived here yet; sync first.");
    return code;
}

static enum li_err team_write_invitation(
    struct store *store, const struct team *team, struct invitation *out, struct li_error *err)
{
    struct signature_pair pair;
    out->team = team->id;
    out->root = signature_fingerprint(&team->founder);
    enum li_err code = team_write_give_key(store, team, out, err);
    if (code)
        return code;
    signature_pair_new(&pair);
    memcpy(out->seed, pair.seed, SIGNATURE_SEED_SIZE);
    struct act act = {.what = ACT_INVITE,
        .invitation = pair.public,
        .person = out->person,
        .person_name = out->person_name,
        .role = out->role,
        .expires = out->expires,
        .login = out->login};
    char *label = li_format("Invite %s as %s", out->person_name, act_role_name(out->role));
    code = team_say(store, label, &act, NULL, NULL, err);
    free(label);
    signature_pair_clear(&pair);
    return code;
}

enum li_err team_write_invite(struct store *store, const struct team_person *person,
    enum act_role role, uint64_t expires, const char *login, struct invitation *out,
    struct li_error *err)
{
    assert(store && person && person->name && role != ACT_ROLE_NONE && out && err);
    struct team team;
    *out = (struct invitation){.person = person->person,
        .person_name = li_strdup(person->name),
        .login = li_strdup(login),
        .role = role,
        .expires = expires};
    transaction_series_begin(store);
    enum li_err code = team_write_load(store, &team, err);
    if (!code && expires <= entry_clock_hlc(entry_clock_now(store)))
        code = li_fail(
            err, LI_REFUSED, "The invitation would already have expired; choose a later date.");
    if (!code)
        code = team_write_invitation(store, &team, out, err);
    team_clear(&team);
    if (code)
        invitation_clear(out);
    else
        code = team_save(store, NULL, err);
    transaction_series_end(store);
    return code;
}

static enum li_err team_write_join_it(
    struct store *store, void *arg, struct act *act, struct li_error *err)
{
    const struct invitation *invitation = arg;
    struct signature_pair pair;
    enum li_err code = team_write_begin_sharing(store, &act->public, err);
    if (!code)
        code = team_write_row(store, &invitation->team, &invitation->root, invitation, err);
    if (!code)
        code = keys_save(store, &invitation->key_id, &invitation->key, err);
    for (size_t i = 0; i < invitation->older.count && !code; i++)
        code =
            keys_save(store, &invitation->older.items[i].id, &invitation->older.items[i].key, err);
    if (code)
        return code;
    signature_pair_from_seed(invitation->seed, &pair);
    act->invitation = pair.public;
    act_sign(act, &pair);
    signature_pair_clear(&pair);
    return LI_OK;
}

enum li_err team_write_join(struct store *store, const struct invitation *invitation,
    const char *device, struct li_error *err)
{
    assert(store && invitation && device && err);
    struct act act = {.what = ACT_JOIN, .device = (char *)device, .key = invitation->key_id};
    if (invitation->expires <= entry_clock_hlc(entry_clock_now(store)))
        return li_fail(err, LI_REFUSED,
            "The invitation has expired; ask an administrator of the team for a new one.");
    transaction_series_begin(store);
    enum li_err code =
        team_say(store, "Join the team", &act, team_write_join_it, (void *)invitation, err);
    if (!code)
        code = team_save(store, NULL, err);
    transaction_series_end(store);
    return code;
}

/* --- deciding --------------------------------------------------------------------------------- */

enum li_err team_write_admit(struct store *store, const struct id *replica, enum act_role role,
    const struct team_person *person, struct li_error *err)
{
    assert(store && replica && role != ACT_ROLE_NONE && person && person->name && err);
    struct team team;
    struct team_invitation person_of = {
        .person = person->person, .person_name = (char *)person->name, .role = role};
    transaction_series_begin(store);
    enum li_err code = team_write_load(store, &team, err);
    const struct team_join *join = NULL;
    for (size_t i = 0; i < team.join_count && !code; i++)
        if (id_equal(&team.joins[i].replica, replica))
            join = &team.joins[i];
    if (!code && !join)
        code = li_fail(err, LI_NONE, "No such device is waiting to be admitted.");
    if (!code)
        code = team_owed_admit(store, join, &person_of, false, err);
    team_clear(&team);
    if (!code)
        code = team_save(store, NULL, err);
    transaction_series_end(store);
    return code;
}

static bool team_write_is_last_admin(const struct team *team, const struct team_device *device)
{
    for (size_t i = 0; i < team->device_count; i++)
        if (&team->devices[i] != device && team->devices[i].role == ACT_ROLE_ADMIN)
            return false;
    return device->role == ACT_ROLE_ADMIN;
}

static enum li_err team_write_judge_role(const struct team *team, const struct team_device *device,
    enum act_role role, struct li_error *err)
{
    if (!device)
        return li_fail(err, LI_NONE, "The team has no such device.");
    if (device->role == ACT_ROLE_NONE)
        return li_fail(
            err, LI_REFUSED, "%s is already revoked; invite the person again.", device->name);
    if (device->role == role)
        return li_fail(
            err, LI_REFUSED, "%s already has the role %s.", device->name, act_role_name(role));
    if (team_write_is_last_admin(team, device))
        return li_fail(err, LI_REFUSED,
            "%s is the team's only administrator; make another device one first.", device->name);
    return LI_OK;
}

/* Sets the act's heads to the last entries that are here of the device's replicas, one for each
   branch. */
static enum li_err team_write_device_heads(struct store *store, const struct team *team,
    const struct team_device *device, struct act *act, struct li_error *err)
{
    struct heads heads;
    enum li_err code = heads_load(store, &heads, err);
    act->heads = li_calloc(heads.count + 1, sizeof *act->heads);
    for (size_t i = 0; i < heads.count; i++)
        if (team_find(team, &heads.items[i].replica) == device)
            act->heads[act->head_count++] =
                (struct act_head){heads.items[i].replica, heads.items[i].hash};
    heads_clear(&heads);
    return code;
}

static enum li_err team_write_say_role(struct store *store, const struct team *team,
    const struct team_device *device, enum act_role role, struct li_error *err)
{
    struct act act = {.what = ACT_ROLE, .replica = device->id, .role = role};
    char *label = role == ACT_ROLE_NONE
                      ? li_format("Revoke %s", device->name)
                      : li_format("Change the role of %s to %s", device->name, act_role_name(role));
    enum li_err code = team_write_device_heads(store, team, device, &act, err);
    if (!code)
        code = team_say(store, label, &act, NULL, NULL, err);
    free(act.heads);
    free(label);
    return code;
}

/* Makes the new key that follows a revocation. If it can't be made now, the next sync makes
   it. */
static enum li_err team_write_follow_up(struct store *store, struct li_error *err)
{
    struct li_error why;
    enum li_err code = team_owed_acts(store, &why);
    return code ? li_fail(err, code,
                      "The device was revoked, but no new team key could be made yet; sync to try "
                      "again. %s",
                      why.message)
                : LI_OK;
}

enum li_err team_write_role(
    struct store *store, const struct id *device, enum act_role role, struct li_error *err)
{
    assert(store && device && err);
    struct team team;
    transaction_series_begin(store);
    enum li_err code = team_write_load(store, &team, err);
    const struct team_device *found = code ? NULL : team_find(&team, device);
    if (!code)
        code = team_write_judge_role(&team, found, role, err);
    if (!code)
        code = team_write_say_role(store, &team, found, role, err);
    team_clear(&team);
    if (!code)
        code = team_save(store, NULL, err);
    if (!code && role == ACT_ROLE_NONE)
        code = team_write_follow_up(store, err);
    transaction_series_end(store);
    return code;
}

/* --- recovering ------------------------------------------------------------------------------- */

static enum li_err team_write_recover_it(
    struct store *store, void *arg, struct act *act, struct li_error *err)
{
    const struct signature_pair *recovery = arg;
    struct signature_pair own;
    enum li_err code = replica_rename_keyed(store, err);
    if (!code)
        code = replica_key_load(store, store_replica(store), &own, err);
    if (code)
        return code;
    act->public = own.public;
    signature_pair_clear(&own);
    act_sign(act, recovery);
    return LI_OK;
}

enum li_err team_write_recover(
    struct store *store, const char *phrase, const struct team_person *person, struct li_error *err)
{
    assert(store && phrase && person && err);
    char words[PHRASE_SIZE];
    struct team team = {0};
    struct signature_pair recovery = {.seed = {0}};
    struct act act = team_write_act(ACT_RECOVER, person);
    transaction_series_begin(store);
    enum li_err code = phrase_parse_recovery(phrase, words, err);
    if (!code)
        code = team_load(store, &team, err);
    if (!code)
        code = phrase_recovery_pair(words, &recovery, err);
    if (!code && !signature_public_equal(&recovery.public, &team.recovery))
        code = li_fail(err, LI_REFUSED,
            "This is the recovery phrase of another team; use the one of this team.");
    if (!code && !team_own(&team, store)) /* the name that it takes now continues none */
        code = team_owed_acts(store, err);
    if (!code)
        code = team_say(store, "Recover the team", &act, team_write_recover_it, &recovery, err);
    signature_pair_clear(&recovery);
    secret_forget(words, sizeof words);
    team_clear(&team);
    if (!code)
        code = team_save(store, NULL, err);
    if (!code)
        code = team_owed_key(store, err);
    transaction_series_end(store);
    return code;
}

enum li_err team_write_owed(struct store *store, struct li_error *err)
{
    return team_owed_acts(store, err);
}
