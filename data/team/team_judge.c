/*
 * team_judge.c: judges in passes which acts count.
 *
 * A pass goes by seniority: devices that recovered, the founder, then all others in order of
 * admission. When a device's turn comes, all acts of role by its seniors are judged, and its own
 * are judged by those. A later act of role by a junior can void a senior's invitations and
 * admissions, but never its acts of role. So at the end of a pass invitations and admissions are
 * judged again; the first that no longer counts is excluded, and another pass begins without it.
 * Each pass but the last excludes one more act, so the passes end.
 *
 * Invariants within a pass:
 *  1. devices are in order of seniority; each has had its turn.
 *  2. counts[i] is set only for acts that were judged in this pass, and for acts of the kind
 *     ACT_CONTINUE, which are judged once, before all passes.
 *  3. An act of role that counts goes on counting until the pass ends.
 */
#include "data/team/team_judge.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A replica whose key some act proves, and the one it continues. A device is known by the
   root. */
struct team_judge_replica {
    struct id id, continues; /* continues nil: it is a root */
    struct signature_public public;
};

struct team_judge {
    const struct team_input *input;
    struct team_judge_replica *replicas;
    size_t replica_count;
    size_t *roles; /* the acts of role, in order: few, and gone through for each act */
    size_t role_count;
    struct team_judged *out;
};

static const struct act *team_act_at(const struct team_judge *judge, size_t i)
{
    return &judge->input->acts[i].act;
}

/* --- replicas --------------------------------------------------------------------------------- */

static struct team_judge_replica *team_replica_find(
    const struct team_judge *judge, const struct id *replica)
{
    for (size_t i = 0; i < judge->replica_count; i++)
        if (id_equal(&judge->replicas[i].id, replica))
            return &judge->replicas[i];
    return NULL;
}

static void team_replica_add(
    struct team_judge *judge, const struct id *replica, const struct signature_public *public)
{
    struct id proof = signature_replica(public);
    if (!id_equal(&proof, replica) || team_replica_find(judge, replica))
        return;
    judge->replicas[judge->replica_count++] =
        (struct team_judge_replica){.id = *replica, .public = *public};
}

/* The root of a replica; the replica itself if a forged cycle has none. */
static struct id team_root(const struct team_judge *judge, const struct id *replica)
{
    struct id root = *replica;
    for (size_t i = 0; i <= judge->replica_count; i++) {
        const struct team_judge_replica *found = team_replica_find(judge, &root);
        if (!found || id_is_nil(&found->continues))
            return root;
        root = found->continues;
    }
    return *replica;
}

/* The replica whose key is in an act. */
static struct id team_key_owner(const struct team_judge *judge, size_t i)
{
    const struct act *act = team_act_at(judge, i);
    return act->what == ACT_ADMIT      ? act->replica
           : act->what == ACT_CONTINUE ? signature_replica(&act->public)
                                       : judge->input->acts[i].name.replica;
}

/* Whether the former replica signed the key of the new one. */
static bool team_is_continued(const struct team_judge *judge, size_t i)
{
    const struct act *act = team_act_at(judge, i);
    struct id owner = team_key_owner(judge, i);
    const struct team_judge_replica *before = team_replica_find(judge, &act->replica);
    return before && act_is_signed(act, &owner, &before->public, judge->input->memo);
}

/* Whether a new replica agrees to the act: it wrote it, or the writer goes on for it. That is when,
   by acts of that writer, each key from the new replica's to the writer's signed the next. */
static bool team_agrees(const struct team_judge *judge, size_t i, const struct id *replica)
{
    const struct id *writer = &judge->input->acts[i].name.replica;
    const struct team_judge_replica *at = team_replica_find(judge, writer);
    for (size_t k = judge->input->count; k > 0 && at && !id_equal(&at->id, replica); k--) {
        const struct act *act = team_act_at(judge, k - 1);
        if (act->what == ACT_CONTINUE &&
            id_equal(&judge->input->acts[k - 1].name.replica, writer) &&
            signature_public_equal(&act->public, &at->public) && team_is_continued(judge, k - 1))
            at = team_replica_find(judge, &act->replica);
    }
    return at && id_equal(&at->id, replica);
}

/* Both must agree, so that nobody makes another's replica one of their own. */
static void team_continue(struct team_judge *judge, size_t i)
{
    const struct id *before = &team_act_at(judge, i)->replica;
    struct id owner = team_key_owner(judge, i);
    struct team_judge_replica *after = team_replica_find(judge, &owner);
    if (!after || !id_is_nil(&after->continues) || id_equal(before, &owner) ||
        !team_is_continued(judge, i) || !team_agrees(judge, i, &owner))
        return;
    after->continues = *before;
    judge->out->counts[i] = true;
}

/* Collects all keys that acts prove, no matter who wrote them, then which replica continues
   which. */
static void team_gather(struct team_judge *judge)
{
    judge->replicas = li_calloc(judge->input->count + 1, sizeof *judge->replicas);
    for (size_t i = 0; i < judge->input->count; i++) {
        struct id owner = team_key_owner(judge, i);
        if (!signature_public_is_none(&team_act_at(judge, i)->public))
            team_replica_add(judge, &owner, &team_act_at(judge, i)->public);
    }
    for (size_t i = 0; i < judge->input->count; i++)
        if (team_act_at(judge, i)->what == ACT_CONTINUE)
            team_continue(judge, i);
    judge->roles = li_calloc(judge->input->count + 1, sizeof *judge->roles);
    for (size_t i = 0; i < judge->input->count; i++)
        if (team_act_at(judge, i)->what == ACT_ROLE)
            judge->roles[judge->role_count++] = i;
}

/* --- roles ------------------------------------------------------------------------------------ */

static struct team_judged_device *team_device_find(
    const struct team_judge *judge, const struct id *replica)
{
    struct id root = team_root(judge, replica);
    for (size_t i = 0; i < judge->out->device_count; i++)
        if (id_equal(&judge->out->devices[i].id, &root))
            return &judge->out->devices[i];
    return NULL;
}

/* Whether the entry leads to a head that an act of role names. */
static bool team_leads(
    const struct team_judge *judge, const struct entry_name *entry, const struct act *change)
{
    for (size_t i = 0; i < change->head_count; i++)
        if (id_equal(&change->heads[i].replica, &entry->replica) &&
            judge->input->leads(judge->input->arg, entry, &change->heads[i].hash))
            return true;
    return false;
}

/* The role that a device had when it wrote the entry, by the acts of role that count so far. */
static enum act_role team_role_at(const struct team_judge *judge,
    const struct team_judged_device *device, const struct entry_name *entry)
{
    enum act_role role = device->role;
    for (size_t i = 0; i < judge->role_count; i++) {
        const struct act *act = team_act_at(judge, judge->roles[i]);
        if (!judge->out->counts[judge->roles[i]])
            continue;
        struct id root = team_root(judge, &act->replica);
        if (!id_equal(&root, &device->id) || team_leads(judge, entry, act))
            continue;
        role = act->role;
        if (role == ACT_ROLE_NONE)
            return role;
    }
    return role;
}

/* Whether an administrator wrote the act, after it became one. */
static bool team_is_by_admin(const struct team_judge *judge, size_t i)
{
    const struct entry_name *name = &judge->input->acts[i].name;
    const struct team_judged_device *device = team_device_find(judge, &name->replica);
    return device && device->act < i && team_role_at(judge, device, name) == ACT_ROLE_ADMIN;
}

/* --- a pass ----------------------------------------------------------------------------------- */

/* Adds a device, and judges its acts of role. */
static void team_device_add(
    struct team_judge *judge, size_t act, const struct id *id, enum act_role role)
{
    judge->out->devices[judge->out->device_count++] =
        (struct team_judged_device){.act = act, .id = *id, .role = role};
    judge->out->counts[act] = true;
    for (size_t i = 0; i < judge->role_count; i++) {
        size_t change = judge->roles[i];
        if (change <= act || judge->out->counts[change])
            continue;
        struct id root = team_root(judge, &judge->input->acts[change].name.replica);
        if (id_equal(&root, id))
            judge->out->counts[change] = team_is_by_admin(judge, change);
    }
}

/* Finds the act that founds the team. False: it is not here. */
static bool team_find_founding(struct team_judge *judge)
{
    for (size_t i = 0; i < judge->input->count; i++) {
        const struct act *act = team_act_at(judge, i);
        if (act->what != ACT_FOUND || !id_equal(&act->team, &judge->input->team) ||
            !act_is_signed(act, &judge->input->acts[i].name.replica, NULL, judge->input->memo))
            continue;
        struct hash fingerprint = signature_fingerprint(&act->public);
        if (!hash_equal(&fingerprint, &judge->input->root))
            continue;
        judge->out->founding = i;
        return true;
    }
    return false;
}

static void team_seniors(struct team_judge *judge)
{
    const struct act *founding = team_act_at(judge, judge->out->founding);
    for (size_t i = 0; i < judge->input->count; i++) {
        const struct act *act = team_act_at(judge, i);
        const struct id *replica = &judge->input->acts[i].name.replica;
        if (act->what == ACT_RECOVER && !team_device_find(judge, replica) &&
            act_is_signed(act, replica, &founding->recovery, judge->input->memo))
            team_device_add(judge, i, replica, ACT_ROLE_ADMIN);
    }
    const struct id *founder = &judge->input->acts[judge->out->founding].name.replica;
    team_device_add(judge, judge->out->founding, founder, ACT_ROLE_ADMIN);
}

/* The act, before act `end`, that counts and made the invitation with that key; TEAM_NOWHERE: none
   did. */
static int team_invitation_at(
    const struct team_judge *judge, const struct signature_public *invitation, size_t end)
{
    for (size_t i = 0; i < end; i++)
        if (team_act_at(judge, i)->what == ACT_INVITE && judge->out->counts[i] &&
            signature_public_equal(&team_act_at(judge, i)->invitation, invitation))
            return (int)i;
    return TEAM_NOWHERE;
}

bool team_judge_joins(const struct team_input *input, size_t i, const struct act *invite)
{
    const struct act *act = &input->acts[i].act;
    return act->what == ACT_JOIN && signature_public_equal(&act->invitation, &invite->invitation) &&
           input->acts[i].hlc <= invite->expires &&
           act_is_signed(act, &input->acts[i].name.replica, &act->invitation, input->memo);
}

/* Whether an ACT_ADMIT may use the invitation that it names: its device joined with it in time,
   and no earlier ACT_ADMIT used it. */
static bool team_may_use(const struct team_judge *judge, size_t admit)
{
    const struct act *act = team_act_at(judge, admit);
    int invite = team_invitation_at(judge, &act->invitation, admit);
    if (invite == TEAM_NOWHERE)
        return false;
    for (size_t i = 0; i < admit; i++)
        if (team_act_at(judge, i)->what == ACT_ADMIT && judge->out->counts[i] &&
            signature_public_equal(&team_act_at(judge, i)->invitation, &act->invitation))
            return false;
    for (size_t i = 0; i < judge->input->count; i++)
        if (id_equal(&judge->input->acts[i].name.replica, &act->replica) &&
            team_judge_joins(judge->input, i, team_act_at(judge, (size_t)invite)))
            return true;
    return false;
}

static void team_admit(struct team_judge *judge, size_t i)
{
    const struct act *act = team_act_at(judge, i);
    struct id root = team_root(judge, &act->replica);
    bool root_itself = id_equal(&root, &act->replica);
    if (!root_itself || team_device_find(judge, &act->replica) ||
        !act_is_signed(act, &judge->input->acts[i].name.replica, NULL, judge->input->memo) ||
        act->role == ACT_ROLE_NONE)
        return;
    if (!signature_public_is_none(&act->invitation) && !team_may_use(judge, i))
        return;
    team_device_add(judge, i, &act->replica, act->role);
}

static void team_pass(struct team_judge *judge, const bool *excluded)
{
    judge->out->device_count = 0;
    for (size_t i = 0; i < judge->input->count; i++)
        if (team_act_at(judge, i)->what != ACT_CONTINUE)
            judge->out->counts[i] = false;
    team_seniors(judge);
    for (size_t i = 0; i < judge->input->count; i++) {
        enum act_what what = team_act_at(judge, i)->what;
        bool judged_now = what == ACT_INVITE || what == ACT_ADMIT;
        if (!judged_now || excluded[i] || !team_is_by_admin(judge, i))
            continue;
        if (what == ACT_INVITE)
            judge->out->counts[i] = true;
        else
            team_admit(judge, i);
    }
}

/* Excludes the first invitation or admission that does not count by all that is known after the
   pass. False: all count. */
static bool team_exclude(struct team_judge *judge, bool *excluded)
{
    for (size_t i = 0; i < judge->input->count; i++) {
        enum act_what what = team_act_at(judge, i)->what;
        if ((what == ACT_INVITE || what == ACT_ADMIT) && judge->out->counts[i] &&
            !team_is_by_admin(judge, i)) {
            excluded[i] = true;
            return true;
        }
    }
    return false;
}

/* Judges the acts that depend on all roles. A join counts by its signature alone. */
static void team_rest(struct team_judge *judge)
{
    for (size_t i = 0; i < judge->input->count; i++) {
        const struct act *act = team_act_at(judge, i);
        const struct entry_name *name = &judge->input->acts[i].name;
        const struct team_judged_device *device = team_device_find(judge, &name->replica);
        if (act->what == ACT_KEY)
            judge->out->counts[i] = team_is_by_admin(judge, i);
        else if (act->what == ACT_SEAL)
            judge->out->counts[i] = device && team_role_at(judge, device, name) != ACT_ROLE_NONE;
        else if (act->what == ACT_JOIN)
            judge->out->counts[i] =
                act_is_signed(act, &name->replica, &act->invitation, judge->input->memo);
    }
}

bool team_judge_acts(const struct team_input *input, struct team_judged *out)
{
    assert(input && (input->acts || input->count == 0) && input->leads && out);
    *out = (struct team_judged){0};
    struct team_judge judge = {.input = input, .out = out};
    out->counts = li_calloc(input->count + 1, sizeof *out->counts);
    out->devices = li_calloc(input->count + 1, sizeof *out->devices);
    out->roots = li_calloc(input->count + 1, sizeof *out->roots);
    bool *excluded = li_calloc(input->count + 1, sizeof *excluded);
    team_gather(&judge);
    bool founded = team_find_founding(&judge);
    if (founded) {
        do
            team_pass(&judge, excluded);
        while (team_exclude(&judge, excluded));
        team_rest(&judge);
    }
    for (size_t i = 0; i < judge.replica_count; i++)
        out->roots[out->root_count++] = (struct team_judged_replica){.id = judge.replicas[i].id,
            .root = team_root(&judge, &judge.replicas[i].id),
            .public = judge.replicas[i].public};
    free(excluded);
    free(judge.roles);
    free(judge.replicas);
    return founded;
}

void team_judge_clear(struct team_judged *judged)
{
    assert(judged);
    free(judged->counts);
    free(judged->devices);
    free(judged->roots);
    *judged = (struct team_judged){0};
}
