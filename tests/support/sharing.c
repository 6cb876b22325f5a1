/*
 * sharing.c: databases that share.
 */
#include "tests/support/sharing.h"
#include "data/base/memory.h"
#include "data/database/replica_key.h"
#include "data/entry/entry_clock.h"
#include "data/merge/journal_merge.h"
#include "data/store/query.h"
#include "data/team/team_check.h"
#include "data/team/team_keys.h"
#include "tests/support/check.h"
#include <stdlib.h>

void sharing_mark(struct store *store, int64_t seq)
{
    struct li_error err = {0};
    bool keyed = false;
    assert_int_equal(replica_key_is_there(store, &keyed, &err), LI_OK);
    if (!keyed) {
        struct query *query = query_new(
            store, "INSERT INTO local_key (replica, seed) VALUES (?1, zeroblob(32))", &err);
        query_bind_id(query, 1, store_replica(store));
        assert_int_equal(query_finish(query, &err), LI_OK);
        query_free(query);
    }
    assert_int_equal(replica_key_set_shared(store, store_replica(store), seq, &err), LI_OK);
}

struct id sharing_found(struct store *store)
{
    struct id team;
    bool shared;
    struct li_error err = {0};
    char phrase[PHRASE_SIZE];
    const struct team_person person = {.name = "Head", .device = "HQ"};
    if (team_write_found(store, &person, phrase, &err))
        fail_msg("%s", err.message);
    assert_int_equal(team_save_is_shared(store, &shared, &team, &err), LI_OK);
    assert_true(shared);
    return team;
}

static void sharing_add_run(struct store *store, const struct keys *keys,
    const struct bundle_run *run, struct sharing_bundles *out)
{
    struct li_error err = {0};
    out->items = li_realloc(out->items, out->count + 1, sizeof *out->items);
    struct sharing_bundle *bundle = &out->items[out->count++];
    *bundle = (struct sharing_bundle){.bytes = {0}};
    if (bundle_write(store, run, keys, &bundle->header, &bundle->bytes, &err))
        fail_msg("%s", err.message);
}

struct sharing_bundles sharing_bundles(struct store *store, const struct heads *have)
{
    struct team team;
    struct keys keys;
    struct heads heads;
    struct li_error err = {0};
    struct sharing_bundles out = {0};
    assert_int_equal(bundle_runs_load_team(store, &team, &err), LI_OK);
    assert_int_equal(keys_load(store, &keys, &err), LI_OK);
    assert_int_equal(heads_load(store, &heads, &err), LI_OK);
    for (size_t i = 0; i < heads.count; i++) {
        struct bundle_runs runs;
        if (bundle_runs_load(store, &team, &heads.items[i], have, &runs, &err))
            fail_msg("%s", err.message);
        for (size_t k = 0; k < runs.count; k++)
            sharing_add_run(store, &keys, &runs.items[k], &out);
        bundle_runs_clear(&runs);
    }
    heads_clear(&heads);
    keys_clear(&keys);
    team_clear(&team);
    return out;
}

void sharing_clear(struct sharing_bundles *bundles)
{
    for (size_t i = 0; i < bundles->count; i++)
        free(bundles->items[i].bytes.at);
    free(bundles->items);
    *bundles = (struct sharing_bundles){0};
}

/* --- sending ---------------------------------------------------------------------------------- */

/* Whoever signs is known, or asks to be admitted. */
static void sharing_judge_signer(struct store *to, const struct bundle_header *header)
{
    struct team team;
    struct li_error err = {0};
    struct signature_public signer;
    if (!team_load(to, &team, &err) && team_signer(&team, &header->replica, &signer))
        assert_true(signature_public_equal(&signer, &header->signer));
    team_clear(&team);
}

static void sharing_merge(struct store *to, struct journal_merge *merge, struct bundle *bundle)
{
    bool took;
    struct entry entry;
    struct li_error err = {0};
    sharing_judge_signer(to, bundle_header_of(bundle));
    while (bundle_next(bundle, &entry))
        if (journal_merge_add(merge, &entry, &err))
            assert_int_equal(team_keys_take_early(to, &entry, &took, &err), LI_OK);
}

/* How many could not be opened. */
static size_t sharing_merge_all(struct store *to, const struct sharing_bundles *bundles)
{
    struct keys keys;
    size_t left = 0;
    struct id team;
    bool shared;
    struct li_error err = {0};
    struct journal_merged merged;
    assert_int_equal(team_save_is_shared(to, &shared, &team, &err), LI_OK);
    assert_int_equal(keys_load(to, &keys, &err), LI_OK);
    struct journal_merge *merge = journal_merge_new(to, &err);
    for (size_t i = 0; i < bundles->count; i++) {
        const struct bytes *bytes = &bundles->items[i].bytes;
        struct bundle *bundle = bundle_open(bytes->at, bytes->size, &team, &keys, &err);
        left += !bundle;
        if (!bundle)
            assert_int_equal(err.code, LI_NONE);
        else
            sharing_merge(to, merge, bundle);
        if (bundle)
            assert_int_equal(bundle_keep_signature(to, bundle_header_of(bundle), &err), LI_OK);
        bundle_close(bundle);
    }
    if (journal_merge_end(merge, &merged, &err))
        fail_msg("%s", err.message);
    journal_merge_free(merge);
    keys_clear(&keys);
    return left;
}

size_t sharing_send(struct store *from, struct store *to)
{
    bool changed = true;
    size_t left = 0;
    struct heads have;
    struct li_error err = {0};
    /* A key that came may open what did not open before. */
    for (int turn = 0; changed && turn < 4; turn++) {
        assert_int_equal(heads_load(to, &have, &err), LI_OK);
        struct sharing_bundles bundles = sharing_bundles(from, &have);
        left = sharing_merge_all(to, &bundles);
        sharing_clear(&bundles);
        heads_clear(&have);
        if (team_save(to, &changed, &err))
            fail_msg("%s", err.message);
    }
    return left;
}

size_t sharing_send_and_owe(struct store *from, struct store *to)
{
    struct li_error err = {0};
    size_t left = sharing_send(from, to);
    if (team_write_owed(to, &err))
        fail_msg("%s", err.message);
    return left;
}

void sharing_meet(struct store *one, struct store *other)
{
    for (int turn = 0; turn < 3; turn++) {
        sharing_send_and_owe(one, other);
        sharing_send_and_owe(other, one);
    }
}

void sharing_join(struct store *admin, struct store *joiner, enum act_role role)
{
    struct li_error err = {0};
    struct invitation invitation;
    const struct team_person person = {.name = "Ann", .device = "Laptop"};
    uint64_t expires = entry_clock_hlc(entry_clock_now(admin) + 7 * 86400000LL);
    if (team_write_invite(admin, &person, role, expires, NULL, &invitation, &err))
        fail_msg("%s", err.message);
    if (team_write_join(joiner, &invitation, "Laptop", &err))
        fail_msg("%s", err.message);
    invitation_clear(&invitation);
}

enum act_role sharing_role(struct store *of, struct store *as_known_by)
{
    struct team team;
    struct li_error err = {0};
    assert_int_equal(team_load(as_known_by, &team, &err), LI_OK);
    const struct team_device *device = team_own(&team, of);
    enum act_role role = device ? device->role : ACT_ROLE_NONE;
    team_clear(&team);
    return role;
}

static void sharing_say(void *arg, const char *finding)
{
    (void)arg;
    fail_msg("%s", finding);
}

void sharing_is_sound(struct store *store)
{
    struct li_error err = {0};
    if (team_check(store, sharing_say, NULL, &err))
        fail_msg("%s", err.message);
}
