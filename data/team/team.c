/*
 * team.c: builds the team from the acts that count.
 */
#include "data/team/team.h"
#include "data/base/memory.h"
#include "data/team/team_judge.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct team_building {
    const struct team_input *input;
    const struct team_judged *judged;
    struct team *team;
};

static const struct act *team_act(const struct team_building *building, size_t i)
{
    return &building->input->acts[i].act;
}

/* Room for one more item at the end of a list; the item is zero. */
static void *team_grow(void *list, size_t *count, size_t size)
{
    char *grown = li_realloc(list, *count + 1, size);
    memset(grown + *count * size, 0, size);
    ++*count;
    return grown;
}

static void team_add_id(struct id **ids, size_t *count, const struct id *id)
{
    for (size_t i = 0; i < *count; i++)
        if (id_equal(&(*ids)[i], id))
            return;
    *ids = team_grow(*ids, count, sizeof **ids);
    (*ids)[*count - 1] = *id;
}

/* --- devices ---------------------------------------------------------------------------------- */

static bool team_has_name(const struct team *team, const char *name)
{
    for (size_t i = 0; i < team->device_count; i++)
        if (team->devices[i].name && strcmp(team->devices[i].name, name) == 0)
            return true;
    return false;
}

/* "Laptop", or "Laptop (2)" if an earlier device has that name. */
static char *team_unique_name(const struct team *team, const char *wanted)
{
    char *name = li_strdup(wanted);
    for (int i = 2; team_has_name(team, name); i++) {
        free(name);
        name = li_format("%s (%d)", wanted, i);
    }
    return name;
}

static void team_add_replica(struct team_device *device, const struct team_judged_replica *replica)
{
    size_t publics = device->replica_count;
    device->publics = team_grow(device->publics, &publics, sizeof *device->publics);
    device->replicas =
        team_grow(device->replicas, &device->replica_count, sizeof *device->replicas);
    device->replicas[publics - 1] = replica->id;
    device->publics[publics - 1] = replica->public;
}

/* The first is that by which the device is known, whatever dates their acts have. */
static void team_add_replicas(const struct team_building *building, struct team_device *device)
{
    for (int later = 0; later < 2; later++)
        for (size_t i = 0; i < building->judged->root_count; i++) {
            const struct team_judged_replica *replica = &building->judged->roots[i];
            if (id_equal(&replica->root, &device->id) &&
                id_equal(&replica->id, &device->id) == !later)
                team_add_replica(device, replica);
        }
}

static void team_add_device(
    const struct team_building *building, const struct team_judged_device *judged)
{
    struct team *team = building->team;
    const struct team_act *said = &building->input->acts[judged->act];
    team->devices = team_grow(team->devices, &team->device_count, sizeof *team->devices);
    struct team_device *device = &team->devices[team->device_count - 1];
    device->id = judged->id;
    device->person = said->act.person;
    device->person_name = li_strdup(said->act.person_name);
    device->role = device->first_role = judged->role;
    device->since = said->hlc;
    device->founder = said->act.what == ACT_FOUND;
    team_add_replicas(building, device);
}

/* In the order of their admission, so that a name stays when a device becomes the most senior. */
static void team_name_devices(const struct team_building *building)
{
    struct team *team = building->team;
    const struct team_judged_device *judged = building->judged->devices;
    for (size_t named = 0; named < team->device_count; named++) {
        size_t next = team->device_count;
        for (size_t i = 0; i < team->device_count; i++)
            if (!team->devices[i].name &&
                (next == team->device_count || judged[i].act < judged[next].act))
                next = i;
        team->devices[next].name =
            team_unique_name(team, building->input->acts[judged[next].act].act.device);
    }
}

static struct team_device *team_device_of(
    const struct team_building *building, const struct id *replica)
{
    return (struct team_device *)team_find(building->team, replica);
}

/* The last change decides the role, but a revocation is final. */
static void team_add_change(const struct team_building *building, size_t i)
{
    const struct act *act = team_act(building, i);
    struct team_device *device = team_device_of(building, &act->replica);
    if (!device)
        return;
    device->changes = team_grow(device->changes, &device->change_count, sizeof *device->changes);
    struct team_change *change = &device->changes[device->change_count - 1];
    change->role = act->role;
    change->since = building->input->acts[i].hlc;
    change->heads = li_calloc(act->head_count + 1, sizeof *change->heads);
    for (size_t k = 0; k < act->head_count; k++)
        change->heads[change->head_count++] = act->heads[k];
    if (device->revoked)
        return;
    device->role = act->role;
    if (act->role == ACT_ROLE_NONE)
        device->revoked = change->since;
}

/* --- invitations and joins -------------------------------------------------------------------- */

static int team_invitation_of(const struct team *team, const struct signature_public *invitation)
{
    for (size_t i = 0; i < team->invitation_count; i++)
        if (signature_public_equal(&team->invitations[i].invitation, invitation))
            return (int)i;
    return TEAM_NOWHERE;
}

static void team_add_invitation(const struct team_building *building, size_t i)
{
    struct team *team = building->team;
    const struct act *act = team_act(building, i);
    const struct team_device *by = team_device_of(building, &building->input->acts[i].name.replica);
    if (team_invitation_of(team, &act->invitation) != TEAM_NOWHERE)
        return;
    team->invitations =
        team_grow(team->invitations, &team->invitation_count, sizeof *team->invitations);
    team->invitations[team->invitation_count - 1] = (struct team_invitation){
        .invitation = act->invitation,
        .person = act->person,
        .person_name = li_strdup(act->person_name),
        .login = li_strdup(act->login),
        .role = act->role,
        .since = building->input->acts[i].hlc,
        .expires = act->expires,
        .by = by ? by->id : (struct id){{0}},
    };
}

static void team_use_invitation(const struct team_building *building, size_t i)
{
    int of = team_invitation_of(building->team, &team_act(building, i)->invitation);
    if (of != TEAM_NOWHERE)
        building->team->invitations[of].used = true;
}

static bool team_waits(const struct team *team, const struct id *replica)
{
    for (size_t i = 0; i < team->join_count; i++)
        if (id_equal(&team->joins[i].replica, replica))
            return true;
    return false;
}

/* Whether no other waiting join used the invitation first, in time. */
static bool team_is_first(const struct team *team, int of)
{
    for (size_t i = 0; i < team->join_count; i++)
        if (team->joins[i].of == of && team->joins[i].first)
            return false;
    return true;
}

/* A device that is already admitted has the key it joined with; any other waits. */
static void team_add_join(const struct team_building *building, size_t i)
{
    struct team *team = building->team;
    const struct act *act = team_act(building, i);
    const struct team_act *said = &building->input->acts[i];
    struct team_device *device = team_device_of(building, &said->name.replica);
    if (device)
        team_add_id(&device->keys, &device->key_count, &act->key);
    if (device || team_waits(team, &said->name.replica))
        return;
    int of = team_invitation_of(team, &act->invitation);
    const struct team_invitation *invitation = of == TEAM_NOWHERE ? NULL : &team->invitations[of];
    bool first = invitation && !invitation->used && said->hlc <= invitation->expires &&
                 team_is_first(team, of);
    team->joins = team_grow(team->joins, &team->join_count, sizeof *team->joins);
    team->joins[team->join_count - 1] = (struct team_join){
        .replica = said->name.replica,
        .public = act->public,
        .invitation = act->invitation,
        .name = li_strdup(act->device),
        .key = act->key,
        .since = said->hlc,
        .first = first,
        .of = of,
    };
}

/* --- keys ------------------------------------------------------------------------------------- */

static void team_add_key(const struct team_building *building, size_t i)
{
    struct team *team = building->team;
    const struct act *act = team_act(building, i);
    const struct team_act *said = &building->input->acts[i];
    for (size_t k = 0; k < act->box_count; k++) {
        struct team_device *device = team_device_of(building, &act->boxes[k].replica);
        if (device)
            team_add_id(&device->keys, &device->key_count, &act->key);
    }
    if (act->what != ACT_KEY)
        return;
    team->keys = team_grow(team->keys, &team->key_count, sizeof *team->keys);
    team->keys[team->key_count - 1] = (struct team_key){
        .id = act->key, .previous = act->previous, .act = said->name, .since = said->hlc};
}

/* Whether the key's previous one, if it is listed, is among the first `placed`. */
static bool team_key_may_follow(
    const struct team_key *keys, size_t placed, size_t count, const struct team_key *key)
{
    for (size_t i = placed; i < count; i++)
        if (&keys[i] != key && id_equal(&keys[i].id, &key->previous))
            return false;
    return true;
}

/* Sorts each key after the one that it replaced, whatever a clock said, so that the last is the
   newest. A forged cycle is left as it is. */
static void team_sort_keys(struct team *team)
{
    for (size_t placed = 0; placed < team->key_count; placed++) {
        size_t next = placed;
        while (next < team->key_count &&
               !team_key_may_follow(team->keys, placed, team->key_count, &team->keys[next]))
            next++;
        if (next == team->key_count)
            return;
        struct team_key key = team->keys[next];
        memmove(&team->keys[placed + 1], &team->keys[placed], (next - placed) * sizeof key);
        team->keys[placed] = key;
    }
}

static bool team_has_key(const struct team *team, const struct id *key)
{
    for (size_t i = 0; i < team->key_count; i++)
        if (id_equal(&team->keys[i].id, key))
            return true;
    for (size_t i = 0; i < team->void_key_count; i++)
        if (id_equal(&team->void_keys[i].id, key))
            return true;
    return false;
}

static bool team_was_admin(const struct team_device *device)
{
    bool was = device->first_role == ACT_ROLE_ADMIN;
    for (size_t i = 0; i < device->change_count; i++)
        was = was || device->changes[i].role == ACT_ROLE_ADMIN;
    return was;
}

/* No device has accepted a key from a device that never was an administrator. */
static void team_add_void_key(const struct team_building *building, size_t i)
{
    struct team *team = building->team;
    const struct act *act = team_act(building, i);
    const struct team_device *by = team_device_of(building, &building->input->acts[i].name.replica);
    if (!by || !team_was_admin(by) || team_has_key(team, &act->key))
        return;
    team->void_keys = team_grow(team->void_keys, &team->void_key_count, sizeof *team->void_keys);
    struct team_void_key *key = &team->void_keys[team->void_key_count - 1];
    key->id = act->key;
    key->since = building->input->acts[i].hlc;
    for (size_t k = 0; k < act->box_count; k++) {
        const struct team_device *device = team_device_of(building, &act->boxes[k].replica);
        if (device)
            team_add_id(&key->devices, &key->device_count, &device->id);
    }
}

/* --- the team --------------------------------------------------------------------------------- */

typedef void (*team_builder)(const struct team_building *building, size_t i);

/* One pass over the acts that count, of the kinds that have a builder. */
static void team_build(const struct team_building *building, const team_builder builders[])
{
    for (size_t i = 0; i < building->input->count; i++)
        if (building->judged->counts[i] && builders[team_act(building, i)->what])
            builders[team_act(building, i)->what](building, i);
}

static void team_build_all(const struct team_building *building)
{
    static const team_builder first[ACT_WHAT_END] = {
        [ACT_ROLE] = team_add_change,
        [ACT_INVITE] = team_add_invitation,
        [ACT_KEY] = team_add_key,
        [ACT_SEAL] = team_add_key,
    };
    static const team_builder second[ACT_WHAT_END] = {[ACT_ADMIT] = team_use_invitation};
    static const team_builder third[ACT_WHAT_END] = {[ACT_JOIN] = team_add_join};
    struct team *team = building->team;
    const struct act *founding = team_act(building, building->judged->founding);
    team->id = founding->team;
    team->founder = founding->public;
    team->recovery = founding->recovery;
    team->vouched = li_calloc(founding->head_count + 1, sizeof *team->vouched);
    for (size_t i = 0; i < founding->head_count; i++)
        team->vouched[team->vouched_count++] = founding->heads[i];
    for (size_t i = 0; i < building->judged->device_count; i++)
        team_add_device(building, &building->judged->devices[i]);
    team_name_devices(building);
    team_build(building, first);
    team_sort_keys(team);
    team_build(building, second);
    team_build(building, third);
    for (size_t i = 0; i < building->input->count; i++)
        if (!building->judged->counts[i] && team_act(building, i)->what == ACT_KEY)
            team_add_void_key(building, i);
    team->counts = li_calloc(building->input->count + 1, sizeof *team->counts);
    memcpy(team->counts, building->judged->counts, building->input->count * sizeof *team->counts);
    team->act_count = building->input->count;
}

enum li_err team_judge(const struct team_input *input, struct team *out, struct li_error *err)
{
    assert(input && out && err);
    struct team_judged judged;
    struct team_building building = {.input = input, .judged = &judged, .team = out};
    *out = (struct team){0};
    bool founded = team_judge_acts(input, &judged);
    if (founded)
        team_build_all(&building);
    team_judge_clear(&judged);
    return founded ? LI_OK
                   : li_fail(err, LI_NONE,
                         "The entry that founded the team has not arrived yet; sync first.");
}

static void team_clear_device(struct team_device *device)
{
    free(device->replicas);
    free(device->publics);
    free(device->person_name);
    free(device->name);
    for (size_t i = 0; i < device->change_count; i++)
        free(device->changes[i].heads);
    free(device->changes);
    free(device->keys);
}

void team_clear(struct team *team)
{
    assert(team);
    for (size_t i = 0; i < team->device_count; i++)
        team_clear_device(&team->devices[i]);
    for (size_t i = 0; i < team->invitation_count; i++) {
        free(team->invitations[i].person_name);
        free(team->invitations[i].login);
    }
    for (size_t i = 0; i < team->join_count; i++)
        free(team->joins[i].name);
    free(team->devices);
    free(team->invitations);
    free(team->joins);
    for (size_t i = 0; i < team->void_key_count; i++)
        free(team->void_keys[i].devices);
    free(team->keys);
    free(team->void_keys);
    free(team->vouched);
    free(team->counts);
    *team = (struct team){0};
}

/* --- questions -------------------------------------------------------------------------------- */

const struct team_device *team_find(const struct team *team, const struct id *replica)
{
    assert(team && replica);
    for (size_t i = 0; i < team->device_count; i++)
        for (size_t k = 0; k < team->devices[i].replica_count; k++)
            if (id_equal(&team->devices[i].replicas[k], replica))
                return &team->devices[i];
    return NULL;
}

/* Whether the text is the name, or begins the id. */
static bool team_is_named(const struct team_device *device, const char *text)
{
    enum { TEAM_ID_LEAST = 4 };
    char id[ID_TEXT_SIZE];
    size_t size = strlen(text);
    return strcasecmp(device->name, text) == 0 ||
           (size >= TEAM_ID_LEAST && strncmp(id_text(&device->id, id), text, size) == 0);
}

enum li_err team_find_named(
    const struct team *team, const char *text, const struct team_device **out, struct li_error *err)
{
    assert(team && text && out && err);
    size_t count = 0;
    for (size_t i = 0; i < team->device_count; i++)
        if (team_is_named(&team->devices[i], text)) {
            *out = &team->devices[i];
            count++;
        }
    if (count == 0)
        return li_fail(
            err, LI_NONE, "The team has no device \"%.60s\"; `liaise devices` lists them.", text);
    return count == 1
               ? LI_OK
               : li_fail(err, LI_SEVERAL,
                     "\"%.60s\" begins the ids of %zu devices; type more of it.", text, count);
}

static bool team_vouches(const struct team *team, const struct id *replica)
{
    for (size_t i = 0; i < team->vouched_count; i++)
        if (id_equal(&team->vouched[i].replica, replica))
            return true;
    return false;
}

bool team_signer(const struct team *team, const struct id *replica, struct signature_public *out)
{
    assert(team && replica && out);
    const struct team_device *device = team_find(team, replica);
    for (size_t i = 0; device && i < device->replica_count; i++)
        if (id_equal(&device->replicas[i], replica)) {
            *out = device->publics[i];
            return true;
        }
    *out = team->founder;
    return team_vouches(team, replica);
}

bool team_role_writes(enum act_role role)
{
    return role >= ACT_ROLE_EDITOR;
}
