/*
 * team.h: who belongs to the team, and with what role, judged from all its acts.
 *
 * team_judge is pure: the same acts give the same team on every machine, whatever order they
 * arrived in. The rules:
 *
 *  1. The founding act is the one whose public key has the fingerprint `root`, written by the
 *     replica of that key. Its device is the founder, an administrator.
 *  2. A device is admitted by an administrator's ACT_ADMIT. If that names an invitation, the device
 *     must have joined with it before it expired, and only the first such act in the order of all
 *     acts counts. If it names none, it counts because a person decided.
 *  3. ACT_CONTINUE adds a replica to a device; ACT_RECOVER adds a device that is an administrator.
 *     Their signatures prove them. ACT_CONTINUE counts only if the added replica agrees: it wrote
 *     it, or it signed the key of the writer or, in the end, of one that did: nobody can make
 *     another's replica one of their own.
 *  4. Seniority: devices that recovered, in order; the founder; the rest in order of admission.
 *     Acts of role are judged by the seniority of their writers, then by order: a senior's
 *     revocation of a junior counts, whatever the junior says about the senior. So if the founder's
 *     own laptop is stolen, only the recovery phrase is stronger than the thief.
 *  5. An act counts only if its device was an administrator when it wrote it. Acts that lead to the
 *     heads which a change of role names were written before that change, all others after it. So a
 *     thief who writes a branch below the revocation gains nothing.
 *  6. A revocation is final. A lost laptop's owner joins again.
 */
#ifndef LI_DATA_TEAM_TEAM_H
#define LI_DATA_TEAM_TEAM_H

#include "data/entry/entry.h"
#include "data/team/act.h"

/* An act with its entry. */
struct team_act {
    struct act act;
    struct entry_name name;
    uint64_t hlc;
};

struct signature_memo;

/* What is judged. acts are in the total order. */
struct team_input {
    struct id team;
    struct hash root;
    struct team_act *acts;
    size_t count;
    /* Whether the entry is that head of its replica, or an ancestor of it on its branch. */
    bool (*leads)(void *arg, const struct entry_name *entry, const struct hash *head);
    void *arg;
    struct signature_memo *memo; /* signatures that were verified before; NULL: none is known */
};

/* A change of a device's role: what leads to the heads counts as before. */
struct team_change {
    enum act_role role;
    uint64_t since; /* hlc of the act */
    struct act_head *heads;
    size_t head_count;
};

struct team_device {
    struct id id;        /* its first replica */
    struct id *replicas; /* all that it was, beginning with id; publics has their keys */
    struct signature_public *publics;
    size_t replica_count;
    struct id person;
    char *person_name;
    char *name;                  /* unique in the team */
    enum act_role role;          /* now; none: revoked */
    enum act_role first_role;    /* before all changes */
    uint64_t since, revoked;     /* hlc; revoked 0: it is not */
    struct team_change *changes; /* of its role, in order */
    size_t change_count;
    struct id *keys; /* the team keys that it has been given */
    size_t key_count;
    bool founder;
};

struct team_invitation {
    struct signature_public invitation;
    struct id person;
    char *person_name, *login;
    enum act_role role;
    uint64_t since, expires; /* hlc */
    struct id by;            /* device */
    bool used;               /* a device was admitted by it */
};

enum { TEAM_NOWHERE = -1 };

/* A join that waits. first: it is the first valid use of its invitation, to be admitted
   automatically. */
struct team_join {
    struct id replica;
    struct signature_public public, invitation;
    char *name; /* of the device */
    struct id key;
    uint64_t since;
    bool first;
    int of; /* its invitation, in invitations; TEAM_NOWHERE: there is none */
};

struct team_key {
    struct id id, previous;
    struct entry_name act;
    uint64_t since;
};

/* A key made by an administrator who lost a contest: others may have sealed under it before they
   knew. */
struct team_void_key {
    struct id id;
    uint64_t since;
    struct id *devices; /* those that were given it when it was made */
    size_t device_count;
};

struct team {
    struct id id;
    struct signature_public founder, recovery;
    struct team_device *devices; /* in the order of seniority */
    size_t device_count;
    struct team_invitation *invitations;
    size_t invitation_count;
    struct team_join *joins;
    size_t join_count;
    struct team_key *keys; /* the newest last */
    size_t key_count;
    struct team_void_key *void_keys;
    size_t void_key_count;
    struct act_head *vouched; /* last entries of keyless replicas, vouched for by the founder */
    size_t vouched_count;
    bool *counts; /* for each act that was judged: whether it counts */
    size_t act_count;
};

/* LI_NONE: the founding act is not among them (yet); *out is empty. The caller frees *out by
   team_clear, whatever is returned. */
enum li_err team_judge(const struct team_input *input, struct team *out, struct li_error *err);
void team_clear(struct team *team);

/* NULL: no device has that replica. */
const struct team_device *team_find(const struct team *team, const struct id *replica);
/* Finds a device by its name, or by the beginning of its id (at least four characters). LI_NONE,
   LI_SEVERAL, with a message. */
enum li_err team_find_named(const struct team *team, const char *text,
    const struct team_device **out, struct li_error *err);

/* The key that signs the runs of a replica: its own, or the founder's for a keyless one that it
   vouched for. False: none is known yet (its join may still arrive). */
bool team_signer(const struct team *team, const struct id *replica, struct signature_public *out);

/* Whether a device with that role may write. */
bool team_role_writes(enum act_role role);

#endif
