/*
 * team_check.c: verifies signatures with the keys of the team.
 */
#include "data/team/team_check.h"
#include "data/base/memory.h"
#include "data/branch/arriving.h"
#include "data/branch/heads.h"
#include "data/crypto/signature.h"
#include "data/database/replica_key.h"
#include "data/entry/entry_name.h"
#include "data/store/query.h"
#include "data/team/team_acts.h"
#include "data/team/team_standing.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct team_check {
    struct store *store;
    const struct team *team;
    bool snapshot;
    bool arriving; /* a sync was cut short, or is running (arriving.h) */
    void (*say)(void *arg, const char *finding);
    void *arg;
};

/* Gives say a finding: "Entry NAME", then the words. */
static void team_check_say_of(
    const struct team_check *check, const struct entry_name *entry, const char *words)
{
    char *name = entry_name_text(check->store, entry);
    char *finding = li_format("Entry %s %s", name, words);
    check->say(check->arg, finding);
    free(name);
    free(finding);
}

/* --- signatures ------------------------------------------------------------------------------- */

/* The key that must have signed a replica's entries. False: it is not known here. */
static bool team_check_signer(
    const struct team_check *check, const struct id *replica, struct signature_public *signer)
{
    struct li_error unused;
    struct signature_pair own;
    if (team_signer(check->team, replica, signer))
        return true;
    for (size_t i = 0; i < check->team->join_count; i++)
        if (id_equal(&check->team->joins[i].replica, replica)) {
            *signer = check->team->joins[i].public;
            return true;
        }
    if (replica_key_load(check->store, replica, &own, &unused))
        return false;
    *signer = own.public;
    signature_pair_clear(&own);
    return true;
}

static bool team_check_signature(struct query *row, int column, struct signature *out)
{
    size_t size;
    const void *bytes = query_blob(row, column, &size);
    if (bytes && size == SIGNATURE_SIZE)
        memcpy(out->byte, bytes, SIGNATURE_SIZE);
    return bytes && size == SIGNATURE_SIZE;
}

/* A row of replica, seq, hash and signature. */
static void team_check_row(const struct team_check *check, struct query *row)
{
    struct entry_name name;
    struct signature signature;
    struct signature_public signer;
    if (!entry_name_from_row(row, 0, &name)) {
        check->say(check->arg, "There is a signature of an entry that is missing.");
        return;
    }
    if (!team_check_signature(row, 3, &signature))
        team_check_say_of(check, &name, "has a damaged signature.");
    else if (team_check_signer(check, &name.replica, &signer) &&
             !signature_verify(&signer, REPLICA_KEY_RUN, name.hash.byte, HASH_SIZE, &signature))
        team_check_say_of(check, &name, "has a signature that is not its writer's.");
}

static enum li_err team_check_signatures(const struct team_check *check, struct li_error *err)
{
    int step;
    struct query *query = query_new(check->store,
        "SELECT e.replica, e.seq, e.hash, s.signature FROM journal_signature s"
        " LEFT JOIN journal_entry e ON e.hash = s.entry",
        err);
    if (!query)
        return err->code;
    while ((step = query_step(query, err)) > 0)
        team_check_row(check, query);
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

/* --- the ends of branches --------------------------------------------------------------------- */

/* Whether this database wrote the branch: it has the replica's key or, for a keyless one, the
   founder's. */
static enum li_err team_check_is_own(
    const struct team_check *check, const struct id *replica, bool *own, struct li_error *err)
{
    struct signature_pair pair;
    struct signature_public signer;
    enum li_err code = replica_key_load(check->store, replica, &pair, err);
    if (code == LI_NONE && team_signer(check->team, replica, &signer)) {
        struct id founder = signature_replica(&signer);
        code = replica_key_load(check->store, &founder, &pair, err);
    }
    *own = !code;
    if (!code)
        signature_pair_clear(&pair);
    return code == LI_NONE ? LI_OK : code;
}

/* Entries of an unknown device wait, and prove nothing. */
static enum li_err team_check_tip(const struct team_check *check, const struct entry_name *tip,
    struct query *query, struct li_error *err)
{
    bool own = false;
    struct signature_public signer;
    query_bind_hash(query, 1, &tip->hash);
    int step = query_step(query, err);
    bool is_signed = step > 0 && query_int(query, 0) != 0;
    bool counts = step > 0 && query_int(query, 1) != 0;
    query_reset(query);
    if (step < 0)
        return err->code;
    enum li_err code = check->snapshot ? LI_OK : team_check_is_own(check, &tip->replica, &own, err);
    if (code || own)
        return code;
    if (!is_signed && !check->arriving)
        team_check_say_of(check, tip, "is the last one of its writer, but is not signed.");
    else if (is_signed && counts && !team_check_signer(check, &tip->replica, &signer))
        team_check_say_of(check, tip, "is signed with a key that no device of the team has.");
    return LI_OK;
}

static enum li_err team_check_tips(const struct team_check *check, struct li_error *err)
{
    struct heads heads;
    struct query *query = query_new(check->store,
        "SELECT EXISTS (SELECT 1 FROM journal_signature WHERE entry = ?1), state = 'applied'"
        " FROM journal_entry WHERE hash = ?1",
        err);
    if (!query)
        return err->code;
    enum li_err code = heads_load(check->store, &heads, err);
    for (size_t i = 0; i < heads.count && !code; i++)
        code = team_check_tip(check, &heads.items[i], query, err);
    heads_clear(&heads);
    query_free(query);
    return code;
}

/* --- the last own entry ----------------------------------------------------------------------- */

/* A row of replica, head, its signature, whether it is here, and whether another follows it. */
static enum li_err team_check_head(
    const struct team_check *check, struct query *row, struct li_error *err)
{
    struct id replica;
    struct hash head;
    struct signature signature;
    struct signature_pair pair;
    if (!query_id(row, 0, &replica))
        return LI_OK;
    enum li_err code = replica_key_load(check->store, &replica, &pair, err);
    if (code)
        return code;
    bool sound = query_hash(row, 1, &head) && team_check_signature(row, 2, &signature) &&
                 signature_verify(&pair.public, REPLICA_KEY_HEAD, head.byte, HASH_SIZE, &signature);
    signature_pair_clear(&pair);
    if (!sound)
        check->say(check->arg, "The signature of this database's last entry was altered.");
    else if (!query_int(row, 3))
        check->say(check->arg, "The last entry that this database wrote is missing: the end of "
                               "the journal was cut off.");
    else if (query_int(row, 4))
        check->say(check->arg,
            "An entry follows the last one that this database wrote: it was added from outside.");
    return LI_OK;
}

/* What a copy of this database wrote under one of its names is a branch beside the head. */
static enum li_err team_check_heads(const struct team_check *check, struct li_error *err)
{
    int step = 0;
    enum li_err code = LI_OK;
    struct query *query = query_new(check->store,
        "SELECT k.replica, k.head, k.head_signature,"
        " EXISTS (SELECT 1 FROM journal_entry e WHERE e.hash = k.head),"
        " EXISTS (SELECT 1 FROM journal_entry e JOIN journal_entry n ON n.replica = e.replica"
        "  AND n.seq = e.seq + 1 AND n.before = e.hash WHERE e.hash = k.head"
        "  AND k.replica = ?1)"
        " FROM local_key k WHERE k.head IS NOT NULL",
        err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, store_replica(check->store));
    while (!code && (step = query_step(query, err)) > 0)
        code = team_check_head(check, query, err);
    query_free(query);
    return code || step >= 0 ? code : err->code;
}

/* --- who may write ---------------------------------------------------------------------------- */

/* Computed again and compared; nothing is changed. */
static enum li_err team_check_standing(
    const struct team_check *check, const struct team_acts_own *own, struct li_error *err)
{
    bool changed = false;
    enum li_err code = team_standing_compare(check->store, check->team, own, &changed, err);
    if (!code && changed && !check->arriving)
        check->say(check->arg, "The stored list of who may write (local_standing) differs from "
                               "what the team decided.");
    return code;
}

/* --- all -------------------------------------------------------------------------------------- */

static enum li_err team_check_judged(const struct team_check *check, struct li_error *err)
{
    enum li_err code = team_check_signatures(check, err);
    return code ? code : team_check_tips(check, err);
}

static enum li_err team_check_load(
    struct store *store, const struct team_acts_own *own, struct team *team, struct li_error *err)
{
    struct team_acts acts;
    enum li_err code = team_acts_load(store, &acts, err);
    if (!code)
        code = team_acts_judge(store, &acts, own, team, err);
    team_acts_clear(&acts);
    return code;
}

enum li_err team_check(struct store *store, void (*say)(void *arg, const char *finding), void *arg,
    struct li_error *err)
{
    assert(store && say && err);
    struct team team = {0};
    struct team_acts_own own;
    struct team_check check = {.store = store, .team = &team, .say = say, .arg = arg};
    enum li_err code = team_check_heads(&check, err);
    if (!code)
        code = arriving_load(store, &check.arriving, err);
    if (!code)
        code = team_acts_own(store, &own, err);
    if (!code)
        code = team_check_load(store, &own, &team, err);
    if (!code)
        code = team_check_judged(&check, err);
    if (!code)
        code = team_check_standing(&check, &own, err);
    team_clear(&team);
    return code == LI_NONE ? LI_OK : code;
}

enum li_err team_check_snapshot(struct store *store, const struct id *team, const struct hash *root,
    void (*say)(void *arg, const char *finding), void *arg, struct li_error *err)
{
    assert(store && team && root && say && err);
    struct team judged = {0};
    const struct team_acts_own own = {.team = *team, .root = *root};
    struct team_check check = {
        .store = store, .team = &judged, .snapshot = true, .say = say, .arg = arg};
    enum li_err code = team_check_load(store, &own, &judged, err);
    if (code == LI_NONE) {
        say(arg, "The entry that founded the team is missing.");
        code = LI_OK;
    } else if (!code) {
        code = team_check_judged(&check, err);
    }
    team_clear(&judged);
    return code;
}
